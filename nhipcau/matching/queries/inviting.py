"""Invitations, and whom an opening may offer them to: people without names, behind marks that say nothing."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidTag
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, DateTimeField, QuerySet

from nhipcau.accounts.api import Visitor
from nhipcau.consents.api import Purpose, subjects_with_consent
from nhipcau.employers.api import employers_of
from nhipcau.foundation.crypto.api import decrypt, encrypt
from nhipcau.foundation.prepared.api import OneOf, Prepared
from nhipcau.matching.models import Invitation
from nhipcau.matching.queries.held import people_held
from nhipcau.matching.queries.suggesting import WhomItSuits, whom_it_suits
from nhipcau.matching.rules.inviting import MOST_UNANSWERED
from nhipcau.seekers.api import Seeker, seekers_of, subject_of
from nhipcau.vacancies.models import Vacancy

ROUNDS: Final = 5  # of looking past people who cannot be invited
SHOWN: Final = (
    "seeker__commune__province",
    "employer",
    "vacancy__employer",
    "vacancy__commune__province",
    "vacancy__province",
    "vacancy__park",
)
_asked = Prepared(
    lambda mine, now: (
        Invitation.objects.filter(OneOf("seeker_id", mine), withdrawn_at=None, answer="", until__gte=now)
        .select_related(*SHOWN)
        .order_by("until", "pk")
    ),
    mine=ArrayField(BigIntegerField()),
    now=DateTimeField(),
)


def live_invitations() -> QuerySet[Invitation]:
    """Not withdrawn."""
    return Invitation.objects.filter(withdrawn_at=None)


def invited_to(occasion_kind: str, occasion_id: int) -> QuerySet[Invitation]:
    """Of one occasion, in the order they were made."""
    there = live_invitations().filter(occasion_kind=occasion_kind, occasion_id=occasion_id)
    return there.select_related(*SHOWN).order_by("made_at", "pk")


def invitations_by(user: Visitor) -> QuerySet[Invitation]:
    """Of the enterprises this user recruits for."""
    return live_invitations().filter(employer_id__in=employers_of(user)).select_related(*SHOWN)


def invitations_to(user: Visitor) -> QuerySet[Invitation]:
    """To everybody who uses this account, the newest first; withdrawn ones too, so that an old link explains itself."""
    mine = Invitation.objects.filter(seeker_id__in=seekers_of(user))
    return mine.select_related(*SHOWN).order_by("-made_at", "-pk")


def asked_to_come(user: Visitor, *, now: datetime) -> list[Invitation]:
    """What waits for an answer of this account, the soonest first."""
    mine = list(seekers_of(user))
    return _asked(mine=mine, now=now) if mine else []


def unanswered(seekers: Collection[int], *, now: datetime) -> dict[int, int]:
    """By person, how many invitations wait for an answer; who has none is not in it."""
    waiting = live_invitations().filter(seeker__in=seekers, answer="", until__gte=now).order_by()
    return dict(waiting.values_list("seeker").annotate(n=Count("pk")))


def can_hear(seekers: Collection[int]) -> set[int]:
    """Those who agreed to be found work, and whom an invitation reaches: in their account, or by a message they allowed."""
    files = Seeker.objects.filter(pk__in=seekers).only("account_id", "phone_index")
    by_subject = {subject_of(each): each for each in files}
    agreed = subjects_with_consent(by_subject.keys(), Purpose.COUNSELLING)
    written_to = subjects_with_consent(by_subject.keys(), Purpose.MESSAGES)
    return {
        each.pk
        for subject, each in by_subject.items()
        if subject in agreed and (each.account_id or (each.phone_index and subject in written_to))
    }


def to_invite(vacancy: Vacancy, *, now: datetime, most: int = 20, without: Collection[int] = ()) -> WhomItSuits:
    """As `whom_it_suits`, without those whom no invitation reaches and those who have enough of them to answer."""
    out, everybody = {*without}, 0
    found = WhomItSuits(0, ())
    for _round in range(ROUNDS):
        found = whom_it_suits(vacancy, now=now, most=most, without=out)
        everybody = everybody or found.people
        numbers = [each.seeker_id for each in found.first]
        waiting = unanswered(numbers, now=now)
        free = {number for number in can_hear(numbers) if waiting.get(number, 0) < MOST_UNANSWERED}
        if len(free) == len(numbers):
            break
        out |= {*numbers} - free
        found = replace(found, first=tuple(each for each in found.first if each.seeker_id in free))
    return replace(found, people=everybody)


def findable_by_commune() -> Counter[str]:
    """How many of those who want suggestions live in each commune: a page names no commune of a handful."""
    return Counter(person.commune for person in people_held().facts.values())


def mark_of(vacancy: Vacancy, seeker_id: int) -> str:
    """How a page names somebody it may not name: only this program reads it, and only for this opening."""
    return encrypt(f"candidate:{vacancy.pk}:{seeker_id}")


def read_mark(vacancy: Vacancy, mark: str) -> int | None:
    """Whom a mark of this opening means; None for any other words."""
    try:
        kind, opening, number = decrypt(mark).split(":")
    except (InvalidTag, ValueError, IndexError):
        return None
    return int(number) if (kind, opening) == ("candidate", str(vacancy.pk)) else None
