"""Whom somebody may put into a group interview: who turned to the enterprise, and a centre's own people. Reads only."""

from django.db.models import Q, QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import employers_of
from nhipcau.foundation.text.api import words
from nhipcau.gatherings.models import Gathering
from nhipcau.interviews.models import QueueTicket
from nhipcau.matching.models import Invitation, Referral
from nhipcau.seekers.api import Seeker, find_people

MOST = 50


def may_be_put_in(user: User, gathering: Gathering) -> QuerySet[Seeker]:
    """For a recruiter, and for staff beside their own people: those who queued for the enterprise, were referred to it, or
    said yes to its invitation. Staff: the people of the centres where they see people."""
    ours = Q(centre_id__in=centres_where(user, "seekers.view_seeker"))
    employer = gathering.employer_id
    acts = employer is not None and (
        employer in employers_of(user) or gathering.centre_id in centres_where(user, "interviews.act_for_recruiter")
    )
    return Seeker.objects.filter(ours | _turned_to(employer)) if acts and employer else Seeker.objects.filter(ours)


def _turned_to(employer_id: int) -> Q:
    queued = QueueTicket.objects.filter(employer_id=employer_id).values("seeker")
    referred = Referral.objects.filter(employer_id=employer_id, withdrawn_at=None).values("seeker")
    invited = Invitation.objects.filter(employer_id=employer_id, answer=Invitation.Answer.YES, withdrawn_at=None)
    return Q(pk__in=queued) | Q(pk__in=referred) | Q(pk__in=invited.values("seeker"))


def find_candidates(user: User, gathering: Gathering, typed: str) -> list[Seeker]:
    """With words: by name or number, as the desk finds people, among those who may be put in. Without: who turned to us."""
    may, inside = may_be_put_in(user, gathering), gathering.members.filter(left_at=None, seeker__isnull=False)
    free = may.exclude(pk__in=inside.values("seeker")).select_related("commune__province", "centre")
    if typed:
        found = find_people(user=user, text=typed, limit=MOST).values_list("pk", flat=True)
        named = Q(pk__in=list(found)) | Q(search__contains=f" {_folded(typed)}")
        return list(free.filter(named).order_by("search", "pk")[:MOST])
    if gathering.employer_id is None:
        return []
    return list(free.filter(_turned_to(gathering.employer_id)).order_by("search", "pk")[:MOST])


def _folded(typed: str) -> str:
    """What no name contains stands for nothing typed."""
    return " ".join(words(typed)) or "-"
