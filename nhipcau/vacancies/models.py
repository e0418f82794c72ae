"""Openings of enterprises and the orders behind them. Only actions write them. Pay is in đồng."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.reference.models import GeneralEducation, Qualification


class Status(models.TextChoices):
    SUBMITTED = "submitted", _("Waiting for review")
    RETURNED = "returned", _("Sent back to be mended")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("No longer open")


class PayKind(models.TextChoices):
    MONTH = "month", _("a month")
    DAY = "day", _("a day")
    HOUR = "hour", _("an hour")
    AGREED = "agreed", _("as agreed")


class Shift(models.TextChoices):
    DAY = "day", _("Day shift")
    TWO = "two", _("Two shifts")
    THREE = "three", _("Three shifts")
    NIGHT = "night", _("Night shift")
    FLEXIBLE = "flexible", _("Flexible hours")


class Experience(models.TextChoices):
    NONE = "none", _("No experience needed")
    UNDER_1 = "under_1", _("Under 1 year")
    FROM_1_TO_2 = "1_2", _("1 to 2 years")
    FROM_2_TO_5 = "2_5", _("2 to 5 years")
    OVER_5 = "over_5", _("Over 5 years")


class Contract(models.TextChoices):
    OPEN_ENDED = "open_ended", _("Without an end date")
    UP_TO_12 = "up_to_12", _("Up to 12 months")
    FROM_12_TO_36 = "12_36", _("12 to 36 months")
    SEASONAL = "seasonal", _("Seasonal")


class LabourOrder(models.Model):
    """An enterprise asks the centre to find so many people by a day."""

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    title = models.CharField(_("what for"), max_length=200)
    headcount = models.PositiveIntegerField(_("people needed"))
    due_on = models.DateField(_("needed by"))
    outside_province = models.BooleanField(_("people from other provinces too"), default=True)
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="order_asks_for_somebody", condition=Q(headcount__gt=0))]


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=day), status=Status.OPEN)


class FirstThings(models.Model):
    """What matters to a seeker first: pay, place, shift, bus, dormitory, start, headcount."""

    title = models.CharField(_("job title"), max_length=200)
    headcount = models.PositiveIntegerField(_("people needed"), default=1)
    pay_kind = models.CharField(_("pay is"), max_length=6, choices=PayKind, default=PayKind.MONTH)
    pay_from = models.PositiveIntegerField(_("pay from, in đồng"), null=True, blank=True)
    pay_to = models.PositiveIntegerField(_("pay to, in đồng"), null=True, blank=True)
    province = models.ForeignKey("reference.Province", models.PROTECT, null=True, blank=True, related_name="+")
    commune = models.ForeignKey("reference.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    park = models.ForeignKey("reference.IndustrialPark", models.PROTECT, null=True, blank=True, related_name="+")
    workplace = models.CharField(_("place of work"), max_length=300, blank=True)
    shift = models.CharField(_("shift"), max_length=8, choices=Shift, blank=True)
    has_bus = models.BooleanField(_("shuttle bus"), default=False)
    has_dormitory = models.BooleanField(_("dormitory"), default=False)
    has_meals = models.BooleanField(_("meals"), default=False)
    starts_on = models.DateField(_("work starts on"), null=True, blank=True)
    closes_on = models.DateField(_("last day to apply"), null=True, blank=True)

    class Meta:
        abstract = True


class Form03a(models.Model):
    """The rest of form 03a. Lists are lists of our own codes (vacancies.rules names them)."""

    occupation = models.ForeignKey("reference.Occupation", models.PROTECT, null=True, blank=True, related_name="+")
    description = models.TextField(_("the work"), blank=True)
    requirements = models.TextField(_("what is asked for"), blank=True)
    education = models.CharField(_("schooling"), max_length=12, choices=GeneralEducation, blank=True)
    qualification = models.CharField(_("vocational training"), max_length=14, choices=Qualification, blank=True)
    experience = models.CharField(_("experience"), max_length=8, choices=Experience, blank=True)
    contract = models.CharField(_("contract"), max_length=10, choices=Contract, blank=True)
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    age_reason = models.CharField(_("why the age matters"), max_length=200, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    benefits = models.JSONField(_("benefits"), default=list, blank=True)
    conditions = models.JSONField(_("working conditions"), default=list, blank=True)
    welcomes = models.JSONField(_("especially welcome"), default=list, blank=True)
    hiring_way = models.CharField(_("how people are chosen"), max_length=20, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)

    class Meta:
        abstract = True


@pghistory.track(exclude=["title_search", "search", "vector"])
class Vacancy(FirstThings, Form03a):
    """`title_search` and `search` are folded (rules.fill_search); the database makes `vector` of them.

    `source_key` tells the same line of the same sheet when it comes again. `online_until`: at a fair now.
    """

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    order = models.ForeignKey(LabourOrder, models.PROTECT, null=True, blank=True, related_name="vacancies")
    status = models.CharField(max_length=9, choices=Status, default=Status.SUBMITTED)
    review_note = models.CharField(_("what must be mended"), max_length=500, blank=True)
    submitted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    online_until = models.DateTimeField(null=True, blank=True, editable=False)
    title_search = models.CharField(max_length=400, editable=False, default="")
    search = models.TextField(editable=False)
    vector = models.GeneratedField(
        expression=SearchVector("title_search", weight="A", config="simple")
        + SearchVector("search", weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    source_key = models.CharField(max_length=64, blank=True, editable=False)
    edition = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_vacancy_was_published", condition=~Q(status="open") | Q(published_at__isnull=False)
            ),
            models.CheckConstraint(name="vacancy_asks_for_somebody", condition=Q(headcount__gt=0)),
            models.CheckConstraint(
                name="pay_range_in_order",
                condition=Q(pay_from=None) | Q(pay_to=None) | Q(pay_from__lte=F("pay_to")),
            ),
            models.CheckConstraint(
                name="age_limit_has_a_reason",
                condition=Q(age_from=None, age_to=None) | ~Q(age_reason="") | ~Q(status="open"),
            ),
            models.UniqueConstraint(
                name="same_sheet_line_once", fields=["employer", "source_key"], condition=~Q(source_key="")
            ),
        ]
        indexes = [
            models.Index(name="vacancy_board", fields=["status", "closes_on"]),
            models.Index(fields=["employer", "status"]),
            models.Index(name="vacancy_newest", fields=["-published_at", "-id"], condition=Q(status="open")),
            GinIndex(name="vacancy_words", fields=["vector"]),
        ]

    def __str__(self) -> str:
        return self.title


class Complaint(models.Model):
    """Somebody says that an opening is false. `contact` only if they want an answer."""

    class Kind(models.TextChoices):
        FALSE = "false", _("The job does not exist")
        MONEY = "money", _("They ask for money")
        PAY = "pay", _("The pay or the work is not as written")
        UNFAIR = "unfair", _("They turn people away for sex, age or origin")
        OTHER = "other", _("Something else")

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="complaints")
    kind = models.CharField(_("what is wrong"), max_length=6, choices=Kind)
    words = models.TextField(_("what happened"), blank=True)
    contact = models.CharField(_("how we can reach you"), max_length=120, blank=True)
    made_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("what was done"), max_length=500, blank=True)


class Sheet(models.Model):
    """An uploaded sheet of openings on its way in. Nothing of it is an opening until it is taken in whole.

    `employer` is empty when a centre sends a sheet of several enterprises. `columns` says in which column a field
    stands, `fixed` what holds for all lines. `round` grows when columns are named again: older readings stop.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", _("Columns to be named")
        READING = "reading", _("Being read")
        CHECKED = "checked", _("Read, waiting for your yes")
        TAKING = "taking", _("Being taken in")
        TAKEN = "taken", _("Taken in")

    employer = models.ForeignKey("employers.Employer", models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=200, blank=True)
    unread_parts = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, default="")
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    fixed = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State, default=State.MAPPING)
    round = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    trouble = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class SheetRow(models.Model):
    """One line of it: the cells as sent, what was mended by field, the reading, and what is wrong by field."""

    class Outcome(models.TextChoices):
        UNREAD = "", _("Not read yet")
        GOOD = "good", _("Ready")
        BAD = "bad", _("To be mended")
        REPEATED = "repeated", _("Here already")
        IN = "in", _("Taken in")
        LEFT = "left", _("Left out")

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    mended = models.JSONField(default=dict)
    reading = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.UNREAD)
    source_key = models.CharField(max_length=64, blank=True)
    vacancy = models.ForeignKey(Vacancy, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="sheet_line_once", fields=["sheet", "number"])]
        indexes = [models.Index(name="sheet_lines", fields=["sheet", "outcome", "number"])]
