"""People as staff receive them at one site: who is expected, who is here, whom a name means. Reads only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Count, Q, QuerySet

from nhipcau.accounts.api import User, Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import FairSession, Registration, RegistrationState, SessionSite, SignUp
from nhipcau.fairs.queries.people import received_by
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.foundation.text.api import words
from nhipcau.interviews import api as interviews
from nhipcau.seekers.api import Seeker, SeekerData, find_people

R = RegistrationState
HERE = (R.CHECKED_IN, R.LEFT)
FOUND = 12
_door = Prepared(
    lambda session, site: SessionSite.objects.filter(session_id=session, pk=site).select_related("session", "place"),
    session=BigIntegerField(),
    site=BigIntegerField(),
)
_counts = Prepared(
    lambda site: (
        Registration.objects.filter(site_id=site)
        .exclude(state=R.CANCELLED)
        .order_by()
        .values_list("state", "channel")
        .annotate(n=Count("pk"))
    ),
    site=BigIntegerField(),
)


@dataclass(frozen=True)
class Counts:
    """Persons of one site."""

    expected: int
    here: int
    walk_ins: int


def doors_of(user: Visitor, session: FairSession) -> list[SessionSite]:
    """The sites of the session where this user receives people, the hall first, the online one last."""
    return sorted(
        sites_to_receive(user).filter(session=session),
        key=lambda site: (site.role == SessionSite.Role.ONLINE, site.role != SessionSite.Role.HOST, site.pk),
    )


def door_of(user: Visitor, session_id: int, site_id: int) -> SessionSite | None:
    """One of `doors_of`, with its session, if the session is one that this user sees. Asked at every scan."""
    site = _door.first(session=session_id, site=site_id)
    if site is None or site.centre_id not in centres_where(user, "fairs.check_in"):
        return None
    return site if {site.centre_id, site.session.centre_id} & centres_where(user, "fairs.see_session") else None


def counts_at(site: SessionSite) -> Counts:
    counts: Counter[tuple[str, bool]] = Counter()
    for state, channel, count in _counts(site=site.pk):
        counts[state, channel == SignUp.WALK_IN] += count
    here = sum(counts[state, walk_in] for state in HERE for walk_in in (False, True))
    expected = sum(counts[state, False] for state in (R.CONFIRMED, R.WAITLISTED, R.NO_SHOW))
    return Counts(expected=expected, here=here, walk_ins=sum(counts[state, True] for state in R.values))


def registered_by_name(user: User, session: FairSession, typed: str) -> QuerySet[Registration]:
    """Of the centres where this user receives people: by name without accents, or by the ticket's number."""
    people = received_by(user).filter(session=session).exclude(state=R.CANCELLED)
    return people.filter(meaning(typed)).order_by("seeker__search", "pk")[:FOUND]


def without_ticket(session: FairSession, known: Sequence[Seeker]) -> QuerySet[Seeker]:
    """Those of the people found who have no ticket for this session: one tap registers them."""
    with_ticket = Registration.objects.filter(session=session).exclude(state=R.CANCELLED).values("seeker_id")
    without = Seeker.objects.filter(pk__in=[one.pk for one in known]).exclude(pk__in=with_ticket)
    return without.select_related("commune__province").order_by("search", "birth_date", "pk")[:FOUND]


def perhaps_known(user: User, data: SeekerData) -> list[Seeker]:
    """Files with the same name and day of birth: asked about before another is made."""
    same_name = words(data.full_name)
    found = find_people(user=user, text=data.full_name, limit=100)
    alike = [one for one in found if one.birth_date == data.birth_date and words(one.full_name) == same_name]
    return [one for one in alike if not data.citizen_number or one.citizen_number in ("", data.citizen_number)]


def people_of(site: SessionSite, typed: str = "", state: str = "", *, now: datetime) -> QuerySet[Registration]:
    """The list of a site by name; who cancelled is not on it. `line`: what the last try of their device and network said."""
    people = Registration.objects.filter(site=site).exclude(state=R.CANCELLED)
    if typed:
        people = people.filter(meaning(typed))
    if state == "here":
        people = people.filter(state__in=HERE)
    elif state == "expected":
        people = people.exclude(state__in=HERE)
    people = people.annotate(line=interviews.last_verdict(now=now))
    if state == "weak":
        people = people.filter(line__in=interviews.DOUBTFUL)
    shown = people.select_related("seeker", "attendance").annotate(chosen=Count("wishes"))
    return shown.order_by("seeker__search", "pk")


def sites_to_receive(user: Visitor) -> QuerySet[SessionSite]:
    mine = centres_where(user, "fairs.check_in")
    return SessionSite.objects.filter(centre_id__in=mine).select_related("session__centre", "place", "centre")


def meaning(typed: str) -> Q:
    if typed.isdecimal() and len(typed) < 7:
        return Q(number=int(typed))
    name = Q()
    for word in words(typed):
        name &= Q(seeker__search__contains=f" {word}")
    return name if name else Q(pk=None)
