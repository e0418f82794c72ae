"""Lists that stand until something changes: what everybody is suggested, how a centre spreads it, when it was made."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.matching.models.trade import Trade


class Suggestions(models.Model):
    """One person's list. `candidates`: the best openings there are, best first, of equals the smaller number, what was
    turned down left out; `points`: their scores. `shown`: those of them that the person sees, in the same order.
    """

    seeker = models.OneToOneField("seekers.Seeker", models.PROTECT, related_name="+", primary_key=True)
    candidates = ArrayField(models.BigIntegerField(), default=list)
    points = ArrayField(models.PositiveSmallIntegerField(), default=list)
    shown = ArrayField(models.BigIntegerField(), default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="every_candidate_has_points", condition=Q(candidates__len=F("points__len"))),
            models.CheckConstraint(name="shown_are_candidates", condition=Q(candidates__contains=F("shown"))),
        ]


class Spreading(models.Model):
    """How a centre spreads what its own people are suggested. No row: evenly."""

    centre = models.OneToOneField("centres.Centre", models.PROTECT, related_name="+", primary_key=True)
    trade = models.CharField(_("how suggestions are spread"), max_length=6, choices=Trade, default=Trade.EVEN)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()


class Standing(models.Model):
    """One row: the last full run, and up to which change the lists have followed since.

    `edition` is that of the scale. `…_until` and `…_seen`: how far the histories were read (queries.histories.Until).
    """

    one = models.BooleanField(default=True, unique=True, editable=False)
    edition = models.CharField(max_length=8, blank=True)
    people = models.PositiveIntegerField(default=0)
    openings = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(_("processor time in seconds"), default=0)
    people_until = models.BigIntegerField(default=0)
    people_seen = ArrayField(models.BigIntegerField(), default=list)
    openings_until = models.BigIntegerField(default=0)
    openings_seen = ArrayField(models.BigIntegerField(), default=list)
    made_at = models.DateTimeField(null=True)
    followed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="only_one_standing", condition=Q(one=True))]


class UsualPay(models.Model):
    """What such work paid in a province at the last full run: the same all day, for every list and every page.

    `digits`: of the occupation, none to three. `units` of 100,000 đồng a month.
    """

    province = models.ForeignKey("reference.Province", models.PROTECT, related_name="+")
    digits = models.CharField(max_length=3, blank=True)
    units = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="usual_pay_once", fields=["province", "digits"])]


class Spread(models.Model):
    """What each step of the trade would cost and bring a centre, on its own people, as of the last full run. Simulated."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    trade = models.CharField(max_length=6, choices=Trade)
    people = models.PositiveIntegerField()
    places = models.PositiveIntegerField(_("free places"))
    filled = models.FloatField(_("places filled"))
    offers = models.FloatField(_("people whom an opening wants"))
    score = models.FloatField(_("average score"))
    unseen = models.PositiveIntegerField(_("openings that nobody sees"))
    gini = models.FloatField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="spread_measured_once", fields=["centre", "trade"])]
