"""Setting the demo up once, finding it again, and playing it."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.employers.models import Employer, Recruiter
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.site.demo import accounts, cards, cast, fair, meetings, partners, people, week
from nhipcau.site.demo.cast import HOST, Cast
from nhipcau.site.demo.morning import Morning
from nhipcau.site.demo.size import NOVEMBER, Size
from nhipcau.site.demo.tally import tally

SEED: Final = 16_11
OPENS_AT: Final = 7, 30
BEFORE: Final = timedelta(minutes=30)


class NotADemo(Exception):
    """The command would invent people in a real centre's files."""


def session_of_the_demo() -> FairSession | None:
    """The session that opens on the day the demo was made."""
    return FairSession.objects.filter(is_demo=True).select_related("centre").order_by("starts").first()


@transaction.atomic
def make(*, seed: int = SEED, size: Size = NOVEMBER) -> FairSession:
    """Invent the morning, unless it stands already. The demo's clock then shows half an hour before the opening."""
    if not settings.DEMO:
        raise NotADemo
    session = session_of_the_demo()
    if session is None:
        chance = Random(seed)
        starts = timezone.localtime().replace(hour=OPENS_AT[0], minute=OPENS_AT[1], second=0, microsecond=0)
        clock.show(starts - timedelta(days=20))
        everybody = cast.gather(chance, size, now=starts - timedelta(days=120))
        session = fair.hold(chance, everybody, size, starts=starts)
        people.register_all(chance, everybody, session, size, before=starts - timedelta(hours=13))
        person = accounts.settle(everybody, session, now=starts - timedelta(hours=12))
        meetings.plan(everybody, person, starts=starts, now=starts - timedelta(hours=12))
        partners.ask(everybody, session, now=starts - timedelta(hours=12))
        partners.share(everybody, now=starts - timedelta(hours=11))
        cards.hand_out(everybody, session, now=starts - timedelta(hours=10))
        week.pass_by(session)
        outbox.deliver_waiting()
        count_rows()
    if session.opened_at is None:
        clock.show(session.starts - BEFORE)
    else:
        clock.wake()
    return session


def count_rows() -> None:
    """So many rows at once look like none to the planner until they are counted."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def recall() -> Cast:
    """Everybody of the demo, found again in the database."""
    host = Centre.objects.get(code=HOST[1])
    linked = list(Centre.objects.filter(is_demo=True, joined_by_link=False).exclude(pk=host.pk).order_by("pk"))
    users = {user.username: user for user in User.objects.filter(is_demo=True)}
    employers = list(Employer.objects.filter(is_demo=True).select_related("centre").order_by("pk"))
    recruiters = Recruiter.objects.filter(employer__in=employers).select_related("user").order_by("-pk")
    return Cast(
        host=host,
        centres=[host, *linked],
        operator=users["dieu-hanh"],
        desk=users["tiep-don"],
        officers={centre.pk: users[f"diem-cau-{centre.code}"] for centre in linked},
        recruiters={recruiter.employer_id: recruiter.user for recruiter in recruiters},
        local=[employer for employer in employers if employer.centre_id == host.pk],
        linked=[employer for employer in employers if employer.centre_id != host.pk],
    )


def play(
    session: FairSession,
    *,
    seed: int = SEED,
    size: Size = NOVEMBER,
    speed: float = 0,
    tell: Callable[[datetime], None] = lambda now: None,
) -> dict[str, Any]:
    """Play from where the demo's clock stands to the closed session. `speed` 60 makes a minute a second; 0 does not wait.

    Returns the tally and the real `seconds` it took.
    """
    began = time.monotonic()
    morning = Morning(recall(), session, size, seed=seed)
    first = clock.now()
    for now in morning.moments():
        if speed:
            time.sleep(max(0.0, began + (now - first).total_seconds() / speed - time.monotonic()))
        clock.show(now, rate=0)  # between two steps time stands, for the pages and for every job
        morning.step(now)
        outbox.deliver_waiting()
        tell(now)
    clock.show(clock.now())
    session.refresh_from_db()
    return {**tally(session), "seconds": round(time.monotonic() - began, 1)}
