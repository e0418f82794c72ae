"""The counselling desk of the played morning: some of those who come in sit down there first.

Nobody is sent to an opening that is not on the ticket already, so the desk changes nothing of the queues.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Final

from nhipcau.accounts.api import User
from nhipcau.counselling import api as counselling
from nhipcau.counselling.models import GroupAdvice, Paper, Screening
from nhipcau.fairs.models import FairSession, Registration, RegistrationState, SessionSite
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.site.counsel import finding, sending

SITS_DOWN: Final = 0.25  # of the people in the hall
AFTER: Final = timedelta(minutes=2)
TALKS: Final = (70, 170)  # seconds of questions
GROUPS: Final = ((0.1, "work", 45), (0.35, "policy", 28), (0.6, "law", 36))  # share of the morning, topic, listeners


class Counsel:
    """`step(now)` does what is due; who was asked is read from the database, so a stopped play goes on."""

    def __init__(self, session: FairSession, *, seed: int) -> None:
        self.session, self.seed = session, seed
        self.by = User.objects.filter(is_demo=True, username="tu-van").first()

    def chance(self, about: str) -> Random:
        return Random(f"{self.seed}:{about}")

    def step(self, now: datetime) -> None:
        if self.by is None:
            return
        self._groups(self.by, now)
        keys = occasion_of(self.session.pk).keys
        here = Registration.objects.filter(
            session=self.session,
            site__role=SessionSite.Role.HOST,
            state=RegistrationState.CHECKED_IN,
            attendance__first_at__lte=now - AFTER,
            attendance__first_at__gt=now - 4 * AFTER,
            is_demo=True,
        ).exclude(seeker__in=Screening.objects.filter(**keys).values("seeker"))
        for ticket in here.select_related("seeker__commune", "seeker__centre", "centre", "site", "session").order_by(
            "pk"
        ):
            if self.chance(f"counsel:{ticket.pk}").random() < SITS_DOWN:
                self._ask(ticket, self.by, now)

    def _ask(self, ticket: Registration, by: User, now: datetime) -> None:
        chance, seeker = self.chance(f"asks:{ticket.pk}"), ticket.seeker
        answers = counselling.Answers(
            wish=seeker.wished_work,
            shift=seeker.wished_shift,
            commune=seeker.commune,
            farthest_km=chance.choice((None, 10, 15, 20, 30)),
            papers=tuple(chance.sample(Paper.values, k=chance.randint(1, 3))),
            draws_benefit=seeker.draws_benefit,
        )
        began = now - timedelta(seconds=chance.randint(*TALKS))
        counselling.screen(
            occasion=occasion_of(self.session.pk),
            seeker=seeker,
            centre=ticket.centre,
            answers=answers,
            began_at=began,
            by=by,
            now=now,
        )
        for wish in ticket.wishes.select_related("session_vacancy__vacancy").order_by("rank")[
            : chance.choice((1, 1, 2))
        ]:
            why = finding.why_of(ticket, wish.session_vacancy.vacancy, now=now)
            with suppress(sending.Refused):  # has not agreed that enterprises see the profile
                sending.send(registration=ticket, opening=wish.session_vacancy, why=why, by=by, now=now)

    def _groups(self, by: User, now: datetime) -> None:
        """One after the other; what a visitor notes as this counsellor stands for one of them."""
        occasion = occasion_of(self.session.pk)
        span = self.session.ends - self.session.starts
        due = [group for group in GROUPS if now >= self.session.starts + span * group[0]]
        noted = GroupAdvice.objects.filter(**occasion.keys, by=by).count()
        if noted >= len(due):
            return
        _share, topic, people = due[noted]
        counselling.note_group_advice(
            centre=self.session.centre, occasion=occasion, topic=topic, people=people, minutes=15, by=by, now=now
        )
