"""What the counselling desk asks: whose desk it is, who sits before it, and what to suggest. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localdate

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.counselling import api as counselling
from nhipcau.counselling.models import OfferedOpening, Screening
from nhipcau.fairs.models import (
    FairSession,
    Registration,
    RegistrationState,
    SessionSite,
    SessionState,
    SessionVacancy,
)
from nhipcau.fairs.queries import door
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.people import openings_at, received_by, wishes_of
from nhipcau.foundation.crypto.codes import read_code
from nhipcau.interviews.models import Channel
from nhipcau.interviews.queries.queue import LineEnd, line_ends
from nhipcau.interviews.queries.waits import QueueKey
from nhipcau.matching import api as matching
from nhipcau.matching.models import Referral
from nhipcau.seekers.api import Seeker
from nhipcau.site.counsel.telling import Told, told_of
from nhipcau.vacancies.models import Vacancy

SCREENS: Final = "counselling.screen"
REFERS: Final = "matching.refer"
SEES_LIFE: Final = "counselling.read_needs"  # what somebody told of their life is for them and a counsellor
ON_THE_DAY: Final = (SessionState.READY, SessionState.RUNNING, SessionState.CLOSING)
WEIGHED: Final = 2_000  # openings of a fair that are compared with one person: more than any fair has
SHOWN: Final = 12


@dataclass(frozen=True)
class Suggestion:
    """An opening at this session as the desk shows it; `end` is the queue the person would join.

    `turned_down`: what the person said when this was suggested to them and they did not want it.
    """

    row: SessionVacancy
    told: Told
    end: LineEnd | None
    wished: bool
    said: OfferedOpening | None
    turned_down: str


def sessions_of(user: User, now: datetime) -> QuerySet[FairSession]:
    """Fairs of today at a site of the centres where this user screens."""
    sites = SessionSite.objects.filter(centre_id__in=centres_where(user, SCREENS))
    today = FairSession.objects.filter(starts__date=localdate(now), state__in=ON_THE_DAY)
    return today.filter(pk__in=sites.values("session_id")).select_related("centre").order_by("starts", "pk")


def session_for(user: User) -> QuerySet[FairSession]:
    sites = SessionSite.objects.filter(centre_id__in=centres_where(user, SCREENS))
    shown = FairSession.objects.public().filter(pk__in=sites.values("session_id"))
    return shown.select_related("centre")


def tickets_for(user: User) -> QuerySet[Registration]:
    """Of people at the sites where this user screens; nobody of another site."""
    ours = received_by(user).filter(centre_id__in=centres_where(user, SCREENS))
    return ours.exclude(state=RegistrationState.CANCELLED).select_related("seeker__centre", "seeker__commune__province")


def ticket_by_code(user: User, session: FairSession, typed: str) -> Registration | None:
    code = read_code(typed)
    return tickets_for(user).filter(session=session, code=code).first() if code else None


def tickets_named(user: User, session: FairSession, typed: str) -> list[Registration]:
    """By name without accents, or by number."""
    ours = centres_where(user, SCREENS)
    return [one for one in door.registered_by_name(user, session, typed) if one.centre_id in ours]


def place_of(registration: Registration) -> SessionSite:
    """Where the person is, else where they are expected."""
    return registration.site


def said_by(seeker: Seeker, screening: Screening | None) -> matching.Said:
    """What was answered at this desk today; the file, when nobody has asked."""
    if screening is None:
        return matching.said_in_file(seeker)
    return matching.Said(
        work=screening.wish, shift=screening.shift, commune=screening.commune, farthest_km=screening.farthest_km
    )


def person_before(registration: Registration, screening: Screening | None, now: datetime) -> matching.Person:
    """The facts of this conversation."""
    seeker = registration.seeker
    return matching.person_saying(seeker, said_by(seeker, screening), now=now)


def suggestions_for(
    registration: Registration, screening: Screening | None, typed: str = "", *, now: datetime
) -> list[Suggestion]:
    """What suits best first, what was turned down last, of the openings one can be interviewed for at this site.

    A search narrows it.
    """
    site, seeker = place_of(registration), registration.seeker
    rows = {row.vacancy_id: row for row in openings_at(site, typed)[:WEIGHED]}
    sent = {one.vacancy_id for one in referrals_on(registration)}
    person = person_before(registration, screening, now)
    ranked = matching.weighed(person, (row.vacancy for number, row in rows.items() if number not in sent), now=now)
    turned_down = {one.vacancy_id: one.get_because_display() for one in matching.turned_down_by(seeker)}
    ranked.sort(key=lambda one: one.vacancy.pk in turned_down)
    shown = [(rows[one.vacancy.pk], one) for one in ranked[:SHOWN]]
    said = [*told_of(seeker, person, [one for _row, one in shown], screening, now=now)]
    wished = {wish.session_vacancy_id for wish in wishes_of(registration)}
    occasion = occasion_of(registration.session_id)
    ends = line_ends(occasion, {row.participation.employer_id for row, _one in shown}, seeker_id=seeker.pk, now=now)
    answered = counselling.latest_answers(occasion, seeker)
    return [
        Suggestion(
            row=row,
            told=told,
            end=ends.get(queue_key(row, site)),
            wished=row.pk in wished,
            said=answered.get(row.vacancy_id),
            turned_down=turned_down.get(row.vacancy_id, ""),
        )
        for (row, _one), told in zip(shown, said, strict=True)
    ]


def queue_key(row: SessionVacancy, site: SessionSite) -> QueueKey:
    """The queue that somebody at this site joins: the table there, else the online room."""
    employer = row.participation.employer_id
    if row.participation.site_id == site.pk:
        return employer, Channel.ONSITE, site.place_id
    return employer, Channel.ONLINE, None


def opening_at(registration: Registration, opening_id: int) -> SessionVacancy | None:
    """An opening of this session that the person can be interviewed for where they are."""
    return openings_at(place_of(registration)).filter(pk=opening_id).first()


def why_of(registration: Registration, vacancy: Vacancy, *, now: datetime) -> list[str]:
    """The reasons of this moment, as codes for the slip."""
    screening = counselling.screening_of(occasion_of(registration.session_id), registration.seeker)
    person = person_before(registration, screening, now)
    return codes_for(person, vacancy, now=now)


def codes_for(person: matching.Person, vacancy: Vacancy, *, now: datetime) -> list[str]:
    (one,) = matching.weighed(person, [vacancy], now=now)
    return [why.value for why in matching.whys(person, one.opening, vacancy)]


def referrals_on(registration: Registration) -> list[Referral]:
    """Of this person at this fair, in the order they were made."""
    occasion = occasion_of(registration.session_id)
    sent = matching.referrals_of(registration.seeker).filter(**occasion.keys, withdrawn_at=None)
    return list(sent.order_by("pk"))


def counts_for(user: User, session: FairSession) -> dict[str, int]:
    """Of the user's own centre; with several, of the first that has a site there."""
    ours = centres_where(user, SCREENS)
    site = session.sites.filter(centre_id__in=ours).select_related("centre").order_by("pk").first()
    return counselling.counts(occasion_of(session.pk), site.centre if site else None)
