"""Looking at what is missing two days and four hours before a session, once each, and telling who can mend it."""

from datetime import datetime, timedelta

from django.db import transaction

from nhipcau.fairs.actions import telling
from nhipcau.fairs.models import FairSession, News, ReadinessCheck
from nhipcau.fairs.queries import readiness as queries
from nhipcau.fairs.queries.readiness import NotReady
from nhipcau.fairs.queries.telling import enterprise_lines
from nhipcau.fairs.rules import readiness as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live


def check_all(*, now: datetime) -> int:
    """Every session whose hour has come. How many were looked at."""
    soon = FairSession.objects.filter(
        state__in=rules.LOOKED_AT, starts__gt=now, starts__lte=now + timedelta(hours=max(rules.HOURS))
    )
    return sum(check_readiness(session_id=pk, now=now) is not None for pk in soon.values_list("pk", flat=True))


@transaction.atomic
def check_readiness(*, session_id: int, now: datetime) -> ReadinessCheck | None:
    """Look once for each hour that was set and each time of opening: a session that was moved is looked at anew."""
    sessions = FairSession.objects.select_for_update(of=("self",)).select_related("centre")
    session = sessions.get(pk=session_id)
    done = session.checks.filter(starts=session.starts).values_list("hours", flat=True)
    hours = rules.check_due(session.starts, done=done, now=now)
    if hours is None or session.state not in rules.LOOKED_AT:
        return None
    found = queries.all_not_ready(session)
    check = ReadinessCheck.objects.create(
        session=session, starts=session.starts, hours=hours, at=now, missing=[one.kept() for one in found]
    )
    _tell(check, found, now)
    audit.record(by=None, action="session.check_readiness", target=session, at=now, details={"missing": len(found)})
    live.touch(f"fair:{session.pk}")
    return check


def _tell(check: ReadinessCheck, found: list[NotReady], now: datetime) -> None:
    """Enterprises hear only of what they can mend themselves."""
    enterprises = {
        one.employer: one.participation.centre_id if one.participation else check.session.centre_id
        for one in found
        if one.employer is not None and rules.to_do(one.lacks)
    }
    if enterprises:
        lines = enterprise_lines(enterprises, now=now)
        telling.spread(session=check.session, kind=News.UNREADY, key=f"check-{check.pk}", lines=lines, now=now)
