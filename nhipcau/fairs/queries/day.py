"""A person's day at a fair: where they stand in each queue, and which wishes no queue can meet. Reads only."""

from dataclasses import dataclass
from datetime import datetime

from nhipcau.centres.api import Place
from nhipcau.fairs.models import Registration, RegistrationState, Wish
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.people import wishes_of
from nhipcau.fairs.queries.seats import computer_of
from nhipcau.fairs.rules.people import can_meet_at
from nhipcau.interviews import api as interviews

CALLS = ("called", "serving")
WAITS = ("waiting", "away", "busy_elsewhere")


@dataclass(frozen=True)
class Day:
    """`call` is the enterprise that calls or talks now; `unmet` are those of the wishes without any queue at this site.

    `place` is where the person is or comes to; None for who takes part from anywhere. `computer`: they sit at it there.
    """

    registration: Registration
    now: datetime
    turns: list[interviews.MyTurn]
    wishes: list[Wish]
    unmet: list[Wish]
    place: Place | None = None
    computer: int | None = None

    @property
    def call(self) -> interviews.MyTurn | None:
        return next((turn for turn in self.turns if turn.ticket.state in CALLS), None)

    @property
    def waiting(self) -> list[interviews.MyTurn]:
        """The shortest wait first."""
        return [turn for turn in self.turns if turn.ticket.state in WAITS]

    @property
    def over(self) -> list[interviews.MyTurn]:
        ended = [turn for turn in self.turns if turn.ticket.state not in (*CALLS, *WAITS)]
        return sorted(ended, key=lambda turn: turn.ticket.ended_at or self.now)

    @property
    def is_here(self) -> bool:
        return self.registration.state == RegistrationState.CHECKED_IN


def day_of(registration: Registration, *, now: datetime) -> Day:
    turns = interviews.my_day(occasion_of(registration.session_id), registration.seeker, now=now)
    wishes = wishes_of(registration)
    site = registration.site
    unmet = [wish for wish in wishes if not can_meet_at(wish.session_vacancy.participation, site)]
    return Day(
        registration=registration,
        now=now,
        turns=turns,
        wishes=wishes,
        unmet=unmet,
        place=site.place,
        computer=computer_of(registration) if site.place else None,
    )
