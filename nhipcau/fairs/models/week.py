"""What is made and decided in the week before a session: links, invitations, checks, proposals."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.fairs.models.plan import FairSession, SessionSite


class BroughtBy(models.TextChoices):
    ZALO = "zalo", _("Zalo")
    FACEBOOK = "facebook", _("Facebook")
    POSTER = "poster", _("Poster")
    PRESS = "press", _("Press")
    LOUDSPEAKER = "loudspeaker", _("Loudspeaker of the commune")
    LINKED_CENTRE = "linked_centre", _("Linked centre")
    SMS = "sms", _("Text message")
    OTHER = "other", _("Another way")


class ChannelLink(models.Model):
    """An address of the session that tells which announcement brought a person. `code` is random, never a count."""

    session = models.ForeignKey(FairSession, models.CASCADE, related_name="links")
    channel = models.CharField(_("channel"), max_length=13, choices=BroughtBy)
    name = models.CharField(_("name"), max_length=80, blank=True)
    code = models.CharField(max_length=10, unique=True)
    opened = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="channel_once_per_session", fields=["session", "channel", "name"])]


class SiteInvitation(models.Model):
    """A link by which another centre joins one session. Only a digest of its secret is kept.

    `centre` is the one invited when it is known here; else the one made when the link was taken. `site` is what came of it.
    """

    session = models.ForeignKey(FairSession, models.CASCADE, related_name="invitations")
    name = models.CharField(_("centre invited"), max_length=200)
    province = models.ForeignKey("reference.Province", models.PROTECT, null=True, related_name="+")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    centre = models.ForeignKey("centres.Centre", models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey(SessionSite, models.SET_NULL, null=True, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    reason = models.CharField(_("why not"), max_length=300, blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accepted_invitation_names_its_centre",
                condition=Q(accepted_at=None) | Q(centre__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_is_answered_once", condition=Q(accepted_at=None) | Q(declined_at=None)
            ),
        ]


class ReadinessCheck(models.Model):
    """What was missing so many hours before the opening, counted once; a session that was moved counts anew.

    `missing`: [{"employer": id, "lacks": [codes]}], [{"site": id, ...}], [{"invitation": id, ...}] (fairs.rules.readiness).
    """

    session = models.ForeignKey(FairSession, models.CASCADE, related_name="checks")
    starts = models.DateTimeField()
    hours = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    missing = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="checked_once", fields=["session", "starts", "hours"])]


class SessionProposal(models.Model):
    """An online session that open orders call for: proposed by the system, decided by a person.

    `orders` keeps what stood behind it: [{"order": id, "missing": people}]. `least`: the fewest open places seen since
    it was set aside; from there they must grow by another threshold before it is proposed again.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Session made")
        DISMISSED = "dismissed", _("Set aside")

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    threshold = models.PositiveIntegerField()
    open_places = models.PositiveIntegerField()
    least = models.PositiveIntegerField()
    orders = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    session = models.ForeignKey(FairSession, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_proposal_per_centre", fields=["centre"], condition=Q(state="proposed")
            )
        ]
