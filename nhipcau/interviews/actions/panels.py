"""A room with several interviewers: its pages meet at a media server instead of going to each other."""

from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.accounts.api import User
from nhipcau.foundation.live import api as live
from nhipcau.foundation.stage import api as stage
from nhipcau.interviews.actions.call_rooms import open_page
from nhipcau.interviews.actions.moves import Refused
from nhipcau.interviews.models import CallPage
from nhipcau.interviews.rules import calls as rules
from nhipcau.interviews.rules.calls import seat_of, stage_of

PLACES = rules.MOST_INTERVIEWERS + 4  # the person, staff, and who opens the page anew before the earlier one is gone


@transaction.atomic
def join_stage(*, page: CallPage, offer: Any, by: User, now: datetime) -> stage.Joined:
    """This page sends through the media server from now on; without an offer it only listens. Raises stage.Unreachable."""
    page = _staged(page, by)
    if offer is not None and (reasons := rules.reasons_not_to_pass("description", offer)):
        raise Refused(reasons)
    joined = stage.join(key=stage_of(page.interview_id), holder=seat_of(page.pk), offer=offer, speakers=PLACES, now=now)
    live.touch(f"call:{page.interview_id}")
    return joined


@transaction.atomic
def hear_page(*, page: CallPage, speaker: int, generation: int, by: User, picture: bool = True) -> dict[str, Any]:
    """What lets this page hear another of its room; empty while that one sends nothing. Raises stage.Gone."""
    page = _staged(page, by)
    key, heard = stage_of(page.interview_id), seat_of(speaker)
    return stage.hear(key=key, holder=seat_of(page.pk), speaker=heard, generation=generation, picture=picture)


@transaction.atomic
def begin_hearing(*, page: CallPage, speaker: int, answer: Any, by: User) -> None:
    """Raises stage.Gone."""
    page = _staged(page, by)
    if reasons := rules.reasons_not_to_pass("description", answer):
        raise Refused(reasons)
    key, heard = stage_of(page.interview_id), seat_of(speaker)
    stage.begin_hearing(key=key, holder=seat_of(page.pk), speaker=heard, answer=answer)


def _staged(page: CallPage, by: User) -> CallPage:
    page = open_page(page, by)
    if not page.interview.staged:
        raise Refused(rules.reasons_for_another_page())
    return page
