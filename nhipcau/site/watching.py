"""Who may watch which live topic. Boards are public; desks and people are not."""

from typing import Any

from nhipcau.accounts.api import may
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.live import api as live
from nhipcau.interviews.models import Desk
from nhipcau.seekers.backends import seekers_of


@live.guard("fair")
def watches_fair(user: Any, number: int) -> bool:
    """The hall board shows numbers only; anybody may look at it."""
    return True


@live.guard("timetable")
def watches_timetable(user: Any, number: int) -> bool:
    session = FairSession.objects.filter(pk=number).first()
    return session is not None and may(user, "fairs.run_session", session)


@live.guard("desk")
def watches_desk(user: Any, number: int) -> bool:
    desk = Desk.objects.filter(pk=number).first()
    return desk is not None and (
        may(user, "interviews.call_next", desk) or may(user, "interviews.act_for_recruiter", desk)
    )


@live.guard("seeker")
def watches_seeker(user: Any, number: int) -> bool:
    return number in seekers_of(user)


@live.guard("demo")
def watches_demo(user: Any, number: int) -> bool:
    return may(user, "demo.play")
