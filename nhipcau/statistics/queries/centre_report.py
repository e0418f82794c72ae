"""The report of one centre in a session: whose rows are whose, and who may read it. Reads only."""

from typing import Any

from django.db.models import QuerySet

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import Centre, centres_where
from nhipcau.counselling import api as counselling
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Participation, SessionSite
from nhipcau.statistics.models import CentreReport
from nhipcau.statistics.queries.report import READABLE, rows_of
from nhipcau.statistics.rules import Rows, count
from nhipcau.statistics.rules.centre_report import Belonging, shared_out

MAY_READ_OWN = "fairs.read_own_report"


def belonging_of(session: FairSession) -> Belonging:
    """Two queries."""
    return Belonging(
        host=session.centre_id,
        sites=dict(SessionSite.objects.filter(session=session).values_list("pk", "centre_id")),
        enterprises=dict(Participation.objects.filter(session=session).values_list("employer_id", "centre_id")),
    )


def rows_by_centre(session: FairSession, rows: Rows) -> dict[int, Rows]:
    whose = belonging_of(session)
    return shared_out(rows, whose, _counselling(session, whose))


def _counselling(session: FairSession, whose: Belonging) -> dict[int, dict[str, int]]:
    """By centre; the host has its own and that of centres without a site in the session."""
    occasion, partners = fairs.occasion_of(session.pk), whose.centres - {whose.host}
    own = {one.pk: counselling.counts(occasion, one) for one in Centre.objects.filter(pk__in=partners)}
    return {whose.host: counselling.counts(occasion, without=partners), **own}


def own_reports(user: Visitor) -> QuerySet[SessionSite]:
    """One line for each session and each centre of this user that has a site in it, the newest session first."""
    mine = centres_where(user, MAY_READ_OWN)
    sites = SessionSite.objects.filter(centre_id__in=mine, session__state__in=READABLE)
    lines = sites.select_related("session__centre", "centre__province")
    return lines.order_by("-session__starts", "session_id", "centre_id").distinct(
        "session__starts", "session_id", "centre_id"
    )


def frozen_for(session: FairSession, centre_id: int) -> CentreReport | None:
    return CentreReport.objects.filter(session=session, centre_id=centre_id).first()


def figures_for(session: FairSession, centre_id: int) -> dict[str, Any]:
    """As frozen with the session; before that as counted now."""
    if frozen := frozen_for(session, centre_id):
        figures: dict[str, Any] = frozen.figures
        return figures
    return count(rows_by_centre(session, rows_of(session))[centre_id])
