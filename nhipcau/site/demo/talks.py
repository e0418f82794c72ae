"""What happens at the tables and in the rooms of the played morning."""

from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.db.models import QuerySet

from nhipcau.accounts.api import User
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import (
    Channel,
    Desk,
    Interview,
    InterviewState,
    QueueTicket,
    Reason,
    Stage,
    TicketState,
)
from nhipcau.site.demo.cast import Cast

IGNORES_CALL: Final = 0.04
GIVES_UP: Final = timedelta(minutes=3)  # a recruiter in the hall waits so long for somebody called
PATIENCE: Final = (70, 190)  # minutes in a queue before somebody gives up
TRAINED: Final = ("elementary", "intermediate", "college", "university", "master", "doctor")
# What a talk leads to, for somebody who has what is asked for: stage and weight.
ENDINGS: Final = (
    (Stage.OFFER_ACCEPTED, 9.5),
    (Stage.SECOND_INTERVIEW, 17.0),
    (Stage.OFFER_DECLINED, 3.0),
    (Stage.POOL, 23.0),
    (Stage.MET, 12.0),
    (Stage.NOT_SUITABLE, 35.5),
)
REFUSALS: Final = (Reason.SKILL, Reason.EXPERIENCE, Reason.SHIFT, Reason.PAY, Reason.PLACE, Reason.HEALTH)
DECLINES: Final = (Reason.PAY, Reason.PLACE, Reason.SHIFT, Reason.OTHER_JOB)


class Talks:
    def __init__(self, cast: Cast, occasion: interviews.Occasion, *, seed: int) -> None:
        self.cast, self.occasion, self.seed = cast, occasion, seed
        self.away: set[int] = set()

    def chance(self, about: str) -> Random:
        return Random(f"{self.seed}:{about}")

    def busy(self) -> bool:
        return bool(self._active().exists())

    def step(self, now: datetime, *, calling: bool) -> None:
        interviews.release_overdue(occasion=self.occasion, now=now)
        busy = set()
        for interview in self._active().select_related(
            "seeker__account", "vacancy", "desk", "ticket__seeker", "ticket__place"
        ):
            busy.add(interview.desk_id)
            with suppress(interviews.Refused):  # a visitor was faster: what they did stands
                self._go_on(interview, now)
        if calling:
            self._give_up(now)
            self._call(busy, now)

    def _active(self) -> QuerySet[Interview]:
        return interviews.active_of(self.occasion)

    def _go_on(self, interview: Interview, now: datetime) -> None:
        """The person answers the call, walks or clicks there, talks, and is told."""
        interview.refresh_from_db(fields=["state", "acknowledged_at", "started_at"])
        if interview.state not in (InterviewState.CALLED, InterviewState.IN_PROGRESS) or interview.outcomes.exists():
            return
        chance = self.chance(f"talk:{interview.pk}")
        ignores, answers = chance.random() < IGNORES_CALL, timedelta(seconds=chance.randint(8, 45))
        walks, talks = (
            timedelta(seconds=chance.randint(15, 80)),
            timedelta(minutes=chance.triangular(4, 16, 8)),
        )
        recruiter = self.recruiter(interview)
        if interview.state == InterviewState.IN_PROGRESS:
            assert interview.started_at is not None  # noqa: S101
            if now >= interview.started_at + talks:
                self._tell(interview, chance, recruiter, now)
        elif interview.acknowledged_at is None:
            if ignores and interview.desk.channel == Channel.ONSITE and now >= interview.called_at + GIVES_UP:
                interviews.skip_ticket(interview=interview, by=recruiter, now=now)
            elif not ignores and now >= interview.called_at + answers:
                seen = recruiter if interview.desk.channel == Channel.ONSITE else self.clerk(interview.ticket)
                person = interview.seeker.account or seen
                interviews.acknowledge(interview=interview, by=person, now=now)
        elif now >= interview.acknowledged_at + walks:
            interviews.start_interview(interview=interview, by=recruiter, now=now)

    def _tell(self, interview: Interview, chance: Random, recruiter: User, now: datetime) -> None:
        stages, weights = zip(*ENDINGS, strict=True)
        vacancy, seeker = interview.vacancy, interview.seeker
        if vacancy and vacancy.qualification and seeker.qualification not in TRAINED:
            weights = tuple(w / 4 if s in (Stage.OFFER_ACCEPTED, Stage.SECOND_INTERVIEW) else w for s, w in ENDINGS)
        stage = chance.choices(stages, weights=weights)[0]
        reason, day = "", None
        if stage == Stage.NOT_SUITABLE:
            reason = chance.choice(REFUSALS)
        elif stage == Stage.OFFER_DECLINED:
            reason = chance.choice(DECLINES)
        elif stage == Stage.SECOND_INTERVIEW:
            day = (now + timedelta(days=chance.choice((1, 2, 4, 5, 7)))).date()
        interviews.record_outcome(interview=interview, stage=stage, reason=reason, date=day, by=recruiter, now=now)

    def recruiter(self, interview: Interview) -> User:
        return self.cast.recruiters[interview.employer_id]

    def _call(self, busy: set[int], now: datetime) -> None:
        """Every idle desk whose queue has somebody calls the next person."""
        waiting = QueueTicket.objects.filter(
            occasion_kind=self.occasion.kind, occasion_id=self.occasion.id, state=TicketState.WAITING
        )
        queues = set(waiting.values_list("employer_id", "channel"))
        desks = Desk.objects.filter(
            occasion_kind=self.occasion.kind,
            occasion_id=self.occasion.id,
            closed_at=None,
            paused_at=None,
            stopped_at=None,
        )
        for desk in desks.exclude(pk__in=busy).order_by("pk"):
            if (desk.employer_id, desk.channel) in queues and desk.employer_id not in self.away:
                with suppress(interviews.Refused):
                    interviews.call_next(desk=desk, by=self.cast.recruiters[desk.employer_id], now=now)

    def _give_up(self, now: datetime) -> None:
        """Waiting too long, some go home."""
        longest = now - timedelta(minutes=PATIENCE[0])
        tickets = QueueTicket.objects.filter(
            occasion_kind=self.occasion.kind,
            occasion_id=self.occasion.id,
            state=TicketState.WAITING,
            joined_at__lte=longest,
        )
        for ticket in tickets.select_related("seeker__account", "place"):
            patience = timedelta(minutes=self.chance(f"patience:{ticket.pk}").randint(*PATIENCE))
            if now - ticket.joined_at >= patience:
                by = ticket.seeker.account or self.clerk(ticket)
                with suppress(interviews.Refused):
                    interviews.leave_queue(ticket=ticket, by=by, now=now)

    def clerk(self, ticket: QueueTicket) -> User:
        """Who tells the queue for somebody without a phone: the desk of the site where they are."""
        return self.cast.officers.get(ticket.seeker.centre_id, self.cast.desk)
