"""A person who looks for work: the five groups of data of the Employment Law 74/2025, articles 16-17.

A seeker is never a phone: `account` is the way to sign in, which several people may share.
"""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.crypto.fields import EncryptedTextField
from nhipcau.reference.models import GeneralEducation, Qualification


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class Employment(models.TextChoices):
    UNEMPLOYED = "unemployed", _("Without work")
    INSURED = "insured", _("Working, with social insurance")
    UNINSURED = "uninsured", _("Working, without social insurance")
    STUDENT = "student", _("Student")


class Shift(models.TextChoices):
    DAY = "day", _("Day shift only")
    ROTATING = "rotating", _("Rotating shifts")
    NIGHT = "night", _("Night shift")
    ANY = "any", _("Any shift")


class Term(models.TextChoices):
    """For how long somebody wants to work; the contracts of openings are measured by it."""

    LONG = "long", _("Long-term work")
    SHORT = "short", _("Seasonal or short work")


class Must(models.TextChoices):
    """Wishes without which nothing is suggested at all."""

    OCCUPATION = "occupation", _("The work I named")
    PAY = "pay", _("The pay I named, or more")
    SHIFT = "shift", _("My shift")
    CONTRACT = "contract", _("The kind of contract")
    START = "start", _("A start when I can start")


class Source(models.TextChoices):
    SELF = "self", _("said by the person")
    STAFF = "staff", _("written down by staff")
    CARD = "card", _("checked against the citizen card")


class Basics(models.Model):
    """Group 1: who the person is."""

    full_name = models.CharField(_("full name"), max_length=120)
    search = models.CharField(max_length=160, editable=False)
    birth_date = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=6, choices=Sex)
    ethnicity = models.CharField(_("ethnicity"), max_length=40, blank=True)
    citizen_number = EncryptedTextField(_("citizen card number"), blank=True, default="")
    citizen_index = models.CharField(max_length=64, unique=True, null=True, editable=False)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    commune = models.ForeignKey(
        "reference.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where you live now"),
    )
    home_commune = models.ForeignKey(
        "reference.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("permanent address"),
    )
    address = models.CharField(_("house, street, hamlet"), max_length=200, blank=True)

    class Meta:
        abstract = True


class Skills(models.Model):
    """Group 2: education and skill, on the two scales that are kept apart."""

    education = models.CharField(_("schooling"), max_length=12, choices=GeneralEducation, blank=True)
    qualification = models.CharField(_("vocational training"), max_length=14, choices=Qualification, blank=True)
    training_field = models.ForeignKey(
        "reference.TrainingField",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("field of training"),
    )
    skills = models.CharField(_("what you can do"), max_length=300, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    experience_years = models.PositiveSmallIntegerField(_("years of experience"), null=True, blank=True)

    class Meta:
        abstract = True


class Wishes(models.Model):
    """Group 3: working now or not, and the work that is wished for. Pay in đồng a month.

    `avoids`: codes of reference.CONDITIONS, without a reason. `musts`: codes of Must.
    """

    employment = models.CharField(_("working now"), max_length=10, choices=Employment, blank=True)
    wished_work = models.CharField(_("work you look for"), max_length=200, blank=True)
    work_search = models.CharField(max_length=700, default="", editable=False)
    wished_occupation = models.ForeignKey(
        "reference.Occupation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    wished_pay = models.PositiveIntegerField(_("pay you expect, at least"), null=True, blank=True)
    wished_shift = models.CharField(_("shift"), max_length=8, choices=Shift, blank=True)
    wants_dormitory = models.BooleanField(_("needs a dormitory"), default=False)
    will_move = models.BooleanField(_("would move to another province"), default=False)
    would_go_abroad = models.BooleanField(_("would work abroad"), default=False)
    can_start_on = models.DateField(_("can start on"), null=True, blank=True)
    farthest_km = models.PositiveSmallIntegerField(_("goes to work at most, in km"), null=True, blank=True)
    wished_contract = models.CharField(_("long or short work"), max_length=5, choices=Term, blank=True)
    avoids = models.JSONField(_("wants to avoid at work"), default=list, blank=True)
    musts = models.JSONField(_("must be as wished"), default=list, blank=True)

    class Meta:
        abstract = True


class Insurance(models.Model):
    """Group 4: social and unemployment insurance."""

    insurance_number = EncryptedTextField(_("social insurance number"), blank=True, default="")
    draws_benefit = models.BooleanField(_("draws unemployment benefit"), default=False)

    class Meta:
        abstract = True


class Circumstances(models.Model):
    """Group 5: what may open doors or bring support; never part of any score."""

    has_disability = models.BooleanField(_("lives with a disability"), default=False)
    poor_household = models.BooleanField(_("poor or near-poor household"), default=False)
    ex_soldier = models.BooleanField(_("demobilised soldier or volunteer"), default=False)
    is_pregnant = models.BooleanField(_("pregnant"), default=False)
    needs = models.CharField(_("help needed on the day"), max_length=200, blank=True)

    class Meta:
        abstract = True


@pghistory.track(exclude=["search", "work_search"])
class Seeker(Basics, Skills, Wishes, Insurance, Circumstances):
    """`provenance` says of each answer where it came from and when: {"from": "self", "on": "2026-03-10"}."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="seekers")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    provenance = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="seeker_was_born", condition=Q(birth_date__gte=date(1920, 1, 1))),
            models.CheckConstraint(
                name="citizen_number_can_be_found",
                condition=Q(citizen_number="", citizen_index=None)
                | (~Q(citizen_number="") & Q(citizen_index__isnull=False)),
            ),
            models.CheckConstraint(
                name="distance_is_a_distance",
                condition=Q(farthest_km=None) | Q(farthest_km__range=(1, 200)),
            ),
            models.CheckConstraint(
                name="phone_can_be_found",
                condition=Q(phone="", phone_index="") | (~Q(phone="") & ~Q(phone_index="")),
            ),
        ]
        indexes = [models.Index(fields=["centre", "-registered_at"], name="newest_people_of_centre")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def seeker_id(self) -> int:
        """A seeker belongs to themself: permission checks ask every target for this."""
        return self.pk


class Brought(models.Model):
    """A commune officer wrote this person down. The officer sees this line, never the file behind it."""

    seeker = models.ForeignKey(Seeker, models.PROTECT, related_name="brought")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    commune = models.ForeignKey("reference.Commune", models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name as written down"), max_length=120)
    birth_date = models.DateField(_("date of birth"))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="brought_once", fields=["seeker", "by"])]
        indexes = [models.Index(fields=["by", "-at"], name="newest_brought")]


class Shared(models.Model):
    """Another centre may see this person's file, while the person agrees. Lines end, they are never removed."""

    seeker = models.ForeignKey(Seeker, models.PROTECT, related_name="shared")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="shared_once_at_a_time", fields=["seeker", "centre"], condition=Q(ended_at=None)
            )
        ]


class PeopleSheet(models.Model):
    """A list of people that somebody sent, until it is taken in: then the file is forgotten and the counts stay."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
