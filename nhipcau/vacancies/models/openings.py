"""Openings of enterprises, and what people say about them. Only actions write them. Pay is in đồng."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.reference.models import Country, GeneralEducation, Qualification
from nhipcau.vacancies.models.choices import AgeGround, Contract, Experience, PayKind, Shift, Status
from nhipcau.vacancies.models.marks import MARKING
from nhipcau.vacancies.models.orders import LabourOrder


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
    country = models.CharField(_("country, where it is not Việt Nam"), max_length=2, choices=Country, blank=True)
    abroad_papers = models.CharField(_("licence or approval for work abroad"), max_length=120, blank=True)
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
    age_ground = models.CharField(_("the law that sets this age"), max_length=6, choices=AgeGround, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    benefits = models.JSONField(_("benefits"), default=list, blank=True)
    conditions = models.JSONField(_("working conditions"), default=list, blank=True)
    welcomes = models.JSONField(_("especially welcome"), default=list, blank=True)
    musts = models.JSONField(_("what nobody is suggested without"), default=list, blank=True)
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
            models.CheckConstraint(
                name="law_of_age_has_an_age",
                condition=Q(age_ground="") | Q(age_from__isnull=False) | Q(age_to__isnull=False),
            ),
            models.CheckConstraint(
                name="work_abroad_is_in_no_province",
                condition=Q(country="") | Q(province=None, commune=None, park=None),
            ),
            models.CheckConstraint(
                name="work_abroad_names_its_papers",
                condition=Q(country="") | ~Q(abroad_papers="") | ~Q(status="open"),
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
        triggers = [MARKING]

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
