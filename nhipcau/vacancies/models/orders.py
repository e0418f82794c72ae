"""Orders for people: what an enterprise asked for, how it changed, and which other centres were asked to help."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.vacancies.models.choices import Shift


class OrderState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    REQUESTED = "requested", _("Waiting for the centre's yes")
    RETURNED = "returned", _("Sent back to be mended")
    APPROVED = "approved", _("The centre is looking for people")
    FULFILLED = "fulfilled", _("Everybody was found")
    ENDED = "ended", _("Ended")
    WITHDRAWN = "withdrawn", _("Withdrawn by the enterprise")


CLOSED_STATES = (OrderState.FULFILLED, OrderState.ENDED, OrderState.WITHDRAWN)


class LabourOrder(models.Model):
    """An enterprise asks the centre to find so many people by a day. Pay is by the month, in đồng.

    `requested_by` sent it as it stands now. `provinces`: those the people may come from; none with `outside_province` is
    any. `note` is what was said with the last decision.
    """

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    title = models.CharField(_("what for"), max_length=200)
    headcount = models.PositiveIntegerField(_("people needed"))
    due_on = models.DateField(_("needed by"))
    outside_province = models.BooleanField(_("people from other provinces too"), default=True)
    provinces = models.ManyToManyField("reference.Province", blank=True, related_name="+")
    pay_from = models.PositiveIntegerField(_("pay from, in đồng"), null=True, blank=True)
    pay_to = models.PositiveIntegerField(_("pay to, in đồng"), null=True, blank=True)
    shift = models.CharField(_("shift"), max_length=8, choices=Shift, blank=True)
    has_bus = models.BooleanField(_("shuttle bus"), default=False)
    has_dormitory = models.BooleanField(_("dormitory"), default=False)
    conditions = models.CharField(_("conditions"), max_length=500, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)
    state = models.CharField(max_length=9, choices=OrderState, default=OrderState.REQUESTED)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    placed_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="order_asks_for_somebody", condition=Q(headcount__gt=0)),
            models.CheckConstraint(
                name="order_pay_in_order",
                condition=Q(pay_from=None) | Q(pay_to=None) | Q(pay_from__lte=F("pay_to")),
            ),
            models.CheckConstraint(name="returned_order_says_why", condition=~Q(state="returned") | ~Q(note="")),
            models.CheckConstraint(
                name="closed_order_has_its_day",
                condition=Q(state__in=CLOSED_STATES, closed_at__isnull=False)
                | (~Q(state__in=CLOSED_STATES) & Q(closed_at=None)),
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "due_on"])]

    def __str__(self) -> str:
        return self.title


class OrderChange(models.Model):
    """After the centre's yes another number or day is one more line here; the order itself shows the last. Only added."""

    order = models.ForeignKey(LabourOrder, models.PROTECT, related_name="changes")
    headcount_before = models.PositiveIntegerField()
    headcount = models.PositiveIntegerField(_("people needed"))
    due_before = models.DateField()
    due_on = models.DateField(_("needed by"))
    reason = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="something_changed",
                condition=~Q(headcount=F("headcount_before")) | ~Q(due_on=F("due_before")),
            )
        ]
        triggers = [pgtrigger.Protect(name="order_change_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]


class OrderAsk(models.Model):
    """Another centre is asked to send people for an order. `can_send` 0 means that it cannot.

    `noted_by_host`: the answer came by telephone and was written down at the centre that asked.
    """

    order = models.ForeignKey(LabourOrder, models.PROTECT, related_name="asks")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(_("people asked for"))
    words = models.CharField(_("what we say to them"), max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    can_send = models.PositiveIntegerField(_("people they can send"), null=True)
    by_day = models.DateField(_("by which day"), null=True)
    answer = models.CharField(_("what they say"), max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    noted_by_host = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="ask_is_for_somebody", condition=Q(people__gt=0)),
            models.CheckConstraint(
                name="answer_is_whole",
                condition=Q(answered_at=None, can_send=None) | Q(answered_at__isnull=False, can_send__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_open_ask_per_centre", fields=["order", "centre"], condition=Q(answered_at=None)
            ),
        ]
        indexes = [models.Index(name="asks_waiting", fields=["centre"], condition=Q(answered_at=None))]
