"""Members are written to: the day before, half an hour before, and when it is moved or called off.

Once each, and only people who look for work and agreed to messages; everybody reads it on their page.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils import translation
from django.utils.timezone import localdate

from nhipcau.accounts.api import phone_index
from nhipcau.consents.api import Purpose, subjects_with_consent
from nhipcau.gatherings.models import Answer, Gathering, Member, State
from nhipcau.gatherings.rules import papers
from nhipcau.gatherings.rules import reminding as rules
from nhipcau.messaging.api import send_sms, state_of
from nhipcau.seekers.api import subject_of


def remind_all(*, now: datetime) -> int:
    """How many messages were sent."""
    coming = Gathering.objects.filter(
        state=State.PLANNED, starts_at__gt=now, starts_at__lte=now + rules.DAY_BEFORE
    ).order_by("starts_at", "pk")
    return sum(_remind(gathering, now) for gathering in coming)


def _remind(gathering: Gathering, now: datetime) -> int:
    mark = rules.is_due(gathering, now)
    untold = list(_expected(gathering).filter(**{mark: None}))
    agreed = {member.pk for member in _agreed(untold)}
    sent = 0
    for member in untold:
        mine = Member.objects.filter(pk=member.pk, **{mark: None})
        if not mine.update(**{mark: now}):
            continue  # somebody else has it
        if member.pk in agreed:
            asked = papers.standings(gathering, member.papers.all(), on=localdate(gathering.starts_at))
            missing = sum(one.missing for one in asked) if member.role == "candidate" else 0
            with translation.override("vi"):
                words = rules.words_of(gathering, missing=missing)
            _write(member, words, mark, now)
            sent += 1
    return sent


def tell_called_off(*, gathering_id: int, now: datetime) -> int:
    """Whoever wanted to come, or had not said, reads why it does not take place. How many were written to."""
    gathering = Gathering.objects.get(pk=gathering_id)
    with translation.override("vi"):
        words = rules.words_of_calling_off(gathering)
    return _tell(gathering, words, "off", now)


def tell_moved(*, gathering_id: int, now: datetime) -> int:
    """The time that counts now; `now`, when it was moved. Nobody is told of what was called off meanwhile."""
    gathering = Gathering.objects.get(pk=gathering_id)
    if gathering.state != State.PLANNED:
        return 0
    with translation.override("vi"):
        words = rules.words_of_moving(gathering)
    return _tell(gathering, words, f"{now:%y%m%d%H%M%S}", now)


def _tell(gathering: Gathering, words: str, about: str, now: datetime) -> int:
    sent = 0
    for member in _agreed(_expected(gathering)):
        if state_of(_purpose(member, about), phone_index(_phone(member))) is None:
            _write(member, words, about, now)
            sent += 1
    return sent


def _expected(gathering: Gathering) -> "QuerySet[Member]":
    """Who comes or has not said, and is somebody who looks for work."""
    members = gathering.members.filter(left_at=None, seeker__isnull=False)
    waiting = members.exclude(answer=Answer.NOT_COMING)
    return waiting.select_related("seeker").prefetch_related("papers").order_by("pk")


def _agreed(members: "list[Member] | QuerySet[Member]") -> Iterator[Member]:
    """Those of them who have a telephone and agreed to be written to."""
    subjects = {member: subject_of(member.seeker) for member in members if member.seeker}
    agreed = subjects_with_consent(subjects.values(), Purpose.MESSAGES)
    return (member for member, subject in subjects.items() if subject in agreed and _phone(member))


def _phone(member: Member) -> str:
    return member.seeker.phone if member.seeker else ""


def _purpose(member: Member, about: str) -> str:
    return f"gathering:{member.pk}:{about}"


def _write(member: Member, words: str, about: str, now: datetime) -> None:
    send_sms(to=_phone(member), words=words, purpose=_purpose(member, about), now=now)
