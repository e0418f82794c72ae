"""Members are told the day before and half an hour before: once each, and only who agreed to messages."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import translation
from django.utils.timezone import localdate

from nhipcau.consents.api import Purpose, subjects_with_consent
from nhipcau.gatherings.models import Answer, Gathering, Member, State
from nhipcau.gatherings.rules import papers
from nhipcau.gatherings.rules import reminding as rules
from nhipcau.messaging.api import send_sms
from nhipcau.seekers.api import subject_of


def remind_all(*, now: datetime) -> int:
    """How many messages were sent."""
    coming = Gathering.objects.filter(
        state=State.PLANNED, starts_at__gt=now, starts_at__lte=now + rules.DAY_BEFORE
    ).order_by("starts_at", "pk")
    return sum(_remind(gathering, now) for gathering in coming)


def _remind(gathering: Gathering, now: datetime) -> int:
    mark = rules.is_due(gathering, now)
    members = list(_untold(gathering, mark))
    subjects = {member.pk: subject_of(member.seeker) for member in members if member.seeker}
    agreed = subjects_with_consent(subjects.values(), Purpose.MESSAGES)
    sent = 0
    for member in members:
        mine = Member.objects.filter(pk=member.pk, **{mark: None})
        if not mine.update(**{mark: now}):
            continue  # somebody else has it
        if member.seeker and member.seeker.phone and subjects[member.pk] in agreed:
            _write(gathering, member, mark, now)
            sent += 1
    return sent


def _untold(gathering: Gathering, mark: str) -> "QuerySet[Member]":
    """Who comes or has not said, is somebody who looks for work, and was not told yet."""
    members = gathering.members.filter(left_at=None, seeker__isnull=False, **{mark: None})
    waiting = members.exclude(answer=Answer.NOT_COMING)
    return waiting.select_related("seeker").prefetch_related("papers").order_by("pk")


def _write(gathering: Gathering, member: Member, mark: str, now: datetime) -> None:
    asked = papers.standings(gathering, member.papers.all(), on=localdate(gathering.starts_at))
    missing = sum(one.missing for one in asked) if member.role == "candidate" else 0
    with translation.override("vi"):
        words = rules.words_of(gathering, missing=missing)
    send_sms(to=member.seeker.phone, words=words, purpose=f"gathering:{member.pk}:{mark}", now=now)  # type: ignore[union-attr]
