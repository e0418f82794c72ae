"""The morning, played: people arrive, are called, talk and are answered, all through the use cases that real people press.

The play keeps nothing of its own: what happens to a registration or an interview follows from the seed and its id, and what has
happened is read from the database. So it can be stopped, gone on with, and mixed with what a visitor does.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from nhipcau.accounts.api import User
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import (
    FairSession,
    Registration,
    RegistrationState,
    ScanEvent,
    SessionSite,
    SessionState,
    SignUp,
)
from nhipcau.fairs.queries.devices import holding_up
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.live import api as live
from nhipcau.interviews import api as interviews
from nhipcau.site.demo import people
from nhipcau.site.demo.cast import Cast
from nhipcau.site.demo.counsel import Counsel
from nhipcau.site.demo.sharing import ANSWERS_AT_ONCE, answer, share_out, share_out_again
from nhipcau.site.demo.size import Size
from nhipcau.site.demo.talks import Talks

TICK: Final = timedelta(seconds=20)
SHOWS_UP: Final = {"host": 0.56, "meeting_point": 0.62, "online": 0.58}
COMES: Final = 0.97  # of the enterprises that said they would
EARLY: Final = timedelta(minutes=20)
PATIENCE: Final = timedelta(minutes=20)  # of the operator, with the last talks and with doors that say nothing
WALK_INS_IN_HALL: Final = 0.5
SCANNED_TWICE: Final = 0.05


class Morning:
    """One session under way. `step(now)` does everything that is due; `done` says when there is no more."""

    def __init__(self, cast: Cast, session: FairSession, size: Size, *, seed: int) -> None:
        self.cast, self.session, self.seed = cast, session, seed
        self.occasion = interviews.Occasion("fair", session.pk)
        self.talks = Talks(cast, self.occasion, seed=seed)
        self.counsel = Counsel(session, seed=seed)
        self.arrivals = sorted(self._planned(), key=lambda plan: plan[0])
        self.walk_ins = sorted(self._minute(f"walk-in:{n}") for n in range(size.walk_ins))
        self.crowds = people.crowds(cast, session)
        coming = session.participations.values_list("pk", flat=True)
        self.away = {pk for pk in coming if self.chance(f"present:{pk}").random() >= COMES}
        self.talks.away = set(session.participations.filter(pk__in=self.away).values_list("employer_id", flat=True))
        self.done = False

    def chance(self, about: str) -> Random:
        return Random(f"{self.seed}:{about}")

    def moments(self) -> Iterator[datetime]:
        """From what the clock shows to a quarter of an hour after the end, tick by tick."""
        now = clock.now()
        while not self.done:
            yield now
            now += TICK

    def step(self, now: datetime) -> None:
        self._open_or_close(now)
        if self.session.state == SessionState.RUNNING:
            self._let_in(now)
            self._walk_in(now)
            self._share_out(now)
            self.counsel.step(now)
        if self.session.state in (SessionState.RUNNING, SessionState.CLOSING):
            self.talks.step(now, calling=self.session.state == SessionState.RUNNING)
        live.touch("demo:1")

    def _share_out(self, now: datetime) -> None:
        """People answer their times, whoever sent them; once in the morning they are laid again for those who are here."""
        answer(self.session, self._clerk, self.chance, now, most=ANSWERS_AT_ONCE)
        share_out_again(self.session, self.cast.operator, now)

    def _open_or_close(self, now: datetime) -> None:
        """The operator opens at the hour, stops the calls at the end, and closes."""
        self.session.refresh_from_db()
        operator, session = self.cast.operator, self.session
        if session.state == SessionState.READY and not session.timetables.exists():
            share_out(self.session, operator, self._clerk, self.chance, now)
        if session.state in (SessionState.READY, SessionState.RUNNING) and now >= session.starts - EARLY:
            self._take_places(now)
        if session.state == SessionState.READY and now >= session.starts - EARLY:
            self.session = fairs.open_session(session=session, by=operator, now=now)
        elif session.state == SessionState.RUNNING and now >= session.ends:
            self.session = fairs.begin_closing(session=session, by=operator, now=now)
        elif (
            session.state == SessionState.CLOSING and now >= session.ends
        ):  # a visitor may have begun it, and may undo it
            self._close(late=now >= session.ends + PATIENCE, now=now)
        self.done = self.session.state in (SessionState.CLOSED, SessionState.REPORTED)

    def _close(self, *, late: bool, now: datetime) -> None:
        """When the last talk is over and no door may hold scans; after a while without those that still may."""
        doors = holding_up(self.session, now)
        if not late and (doors or self.talks.busy()):
            return
        for door in doors:
            fairs.waive_device(device=door, by=self.cast.operator, now=now)
        self.session = fairs.close_session(session=self.session, by=self.cast.operator, now=now)

    def _take_places(self, now: datetime) -> None:
        """Officers open their sites and enterprises sit down, whoever opened the session: the play or a visitor."""
        waiting = self.session.sites.filter(role=SessionSite.Role.MEETING_POINT, opened_at=None)
        for site in waiting.filter(centre_id__in=self.cast.officers):  # a visitor's own centre opens its site itself
            fairs.open_site(site=site, by=self.cast.officers[site.centre_id], now=now)
        for participation in self.session.participations.filter(state__in=("approved", "set_up")).select_related(
            "employer"
        ):
            if participation.pk not in self.away:
                fairs.arrive(participation=participation, by=self.cast.recruiters[participation.employer_id], now=now)

    def _planned(self) -> Iterator[tuple[datetime, Registration]]:
        """When each registered person comes, for those who do come and are not there yet."""
        expected = self.session.registrations.filter(state=RegistrationState.CONFIRMED, is_demo=True)
        for registration in expected.select_related("site", "seeker__account").order_by("pk"):
            if self.chance(f"shows-up:{registration.pk}").random() < SHOWS_UP.get(registration.site.role, 0.6):
                yield self._minute(f"arrives:{registration.pk}"), registration

    def _minute(self, about: str) -> datetime:
        """Most come between eight and ten (domain.md: "all traffic is 8–10 am")."""
        span = self.session.ends - self.session.starts
        return self.session.starts + span * self.chance(about).triangular(-0.03, 0.85, 0.2)

    def _let_in(self, now: datetime) -> None:
        while self.arrivals and self.arrivals[0][0] <= now:
            _, registration = self.arrivals.pop(0)
            registration.refresh_from_db(fields=["state"])
            if registration.state != RegistrationState.CONFIRMED:
                continue
            by = registration.seeker.account or self._clerk(registration)
            times = 2 if self.chance(f"twice:{registration.pk}").random() < SCANNED_TWICE else 1
            for _again in range(times):
                fairs.check_in(
                    session=self.session,
                    site=registration.site,
                    code=registration.code,
                    way=ScanEvent.Way.SCAN,
                    by=by,
                    now=now,
                )

    def _clerk(self, registration: Registration) -> User:
        return self.cast.officers.get(registration.site.centre_id, self.cast.desk)

    def _walk_in(self, now: datetime) -> None:
        """Who came without a registration is written down at the counter and let in at once."""
        due = sum(moment <= now for moment in self.walk_ins)
        here = self.session.registrations.filter(channel=SignUp.WALK_IN, is_demo=True).count()
        for number in range(here, due):
            chance = self.chance(f"walk-in-person:{number}")
            kind = "hall" if chance.random() < WALK_INS_IN_HALL else "linked"
            crowd = chance.choice(self.crowds[kind])
            seeker = people.newcomer(chance, crowd, 700 + number, now=now)
            registration = fairs.walk_in(
                session=self.session, site=crowd.site, seeker=seeker, by=crowd.clerk, now=now,
                wishes=people.wishes_of(chance, crowd, most=self.session.most_wishes),
            )  # fmt: skip
            Registration.objects.filter(pk=registration.pk).update(is_demo=True)
