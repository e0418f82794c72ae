"""Referrals: of a person, of a centre, for an enterprise."""

from django.db.models import QuerySet

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import Centre, centres_where
from nhipcau.employers.api import employers_of
from nhipcau.matching.models import Referral
from nhipcau.seekers.api import Seeker
from nhipcau.seekers.models import Shared

SHOWN = (
    "seeker__centre",
    "seeker__commune__province",
    "vacancy__commune__province",
    "vacancy__park",
    "employer__park",
    "employer__commune__province",
    "centre",
    "made_by",
)


def live(seeker: Seeker, occasion_kind: str = "", occasion_id: int | None = None) -> QuerySet[Referral]:
    """Not withdrawn, of one occasion, or of none."""
    return Referral.objects.filter(
        seeker=seeker, occasion_kind=occasion_kind, occasion_id=occasion_id, withdrawn_at=None
    )


def made_by_centres_of(user: Visitor) -> QuerySet[Referral]:
    """Of the centres where this user refers people."""
    ours = centres_where(user, "matching.refer")
    return Referral.objects.filter(centre_id__in=ours).select_related(*SHOWN)


def for_recruiter(user: Visitor) -> QuerySet[Referral]:
    """Sent to the enterprises this user recruits for, the newest first; withdrawn ones are gone."""
    sent = Referral.objects.filter(employer_id__in=employers_of(user), withdrawn_at=None)
    return sent.select_related(*SHOWN).order_by("-made_at", "-pk")


def referral_by_code(user: Visitor, code: str) -> Referral | None:
    """For the recruiter who holds the slip."""
    return for_recruiter(user).filter(code=code).first()


def referrals_of(seeker: Seeker) -> QuerySet[Referral]:
    """All of a person, the newest first."""
    return Referral.objects.filter(seeker=seeker).select_related(*SHOWN).order_by("-made_at", "-pk")


def sent_on(occasion_kind: str, occasion_id: int) -> QuerySet[Referral]:
    """Of one occasion, not withdrawn."""
    return Referral.objects.filter(occasion_kind=occasion_kind, occasion_id=occasion_id, withdrawn_at=None)


def latest_of(seeker_id: int, employer_id: int, occasion_kind: str, occasion_id: int) -> Referral | None:
    """What the talk card says: who sent this person to this enterprise today, and why."""
    sent = sent_on(occasion_kind, occasion_id).filter(seeker_id=seeker_id, employer_id=employer_id)
    return sent.select_related("made_by").order_by("-made_at", "-pk").first()


def may_be_served_by(seeker: Seeker, centre: Centre) -> bool:
    """The file is kept there, or is shared with it."""
    if seeker.centre_id == centre.pk:
        return True
    return Shared.objects.filter(seeker=seeker, centre=centre, ended_at=None).exists()
