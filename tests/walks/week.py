"""The week of a party: an enterprise that is asked again, news with somebody to phone, a session that orders call for."""

from typing import Any

from nhipcau.fairs.models import EnterpriseInvitation, NewsLine, SessionNews, SessionProposal
from tests.conftest import NOON
from tests.walks.can import Can, reads, sends
from tests.walks.party import Party


def copy_form(party: Party) -> dict[str, Any]:
    said = {"title": "Phiên mới", "day": "2026-03-26", "starts_at": "07:30", "ends_at": "11:30"}
    return said | {"enterprise": party.ids["employer_id"]["verified"]}


WEEK: dict[str, Can] = {
    "fairs:answer": sends("recruiter", "announced"),
    "fairs:copy": Can("operator", "closed", copy_form),
    "fairs:interviewers": Can(
        "recruiter", "running_verified", lambda party: {f"desk-{party.ids['desk_id']['table']}": "Chị Mai"}
    ),
    "fairs:news": reads("front_desk", "coming"),
    "fairs:phoned": sends("front_desk", "person"),
    "fairs:proposal": sends("operator", title="Theo đơn", day="2026-03-18", starts_at="08:00", ends_at="11:00"),
    "fairs:put-off": sends("operator", "coming", step="postponed", note="Bão số 3"),
    "fairs:set-aside": sends("operator"),
}


def week(party: Party) -> None:
    announced, coming = party.thing("session_id.announced"), party.thing("session_id.coming")
    asked = EnterpriseInvitation.objects.create(
        session=announced,
        employer=party.thing("employer_id.verified"),
        invited_by=party.users["operator"],
        invited_at=NOON,
    )
    party.keep("asked_id", "announced", asked)
    news = SessionNews.objects.create(session=coming, kind="new_day", key="edition-1", made_at=NOON)
    whose = {"news": news, "centre": party.centre, "way": "phone", "state": "to_phone"}
    for name, whom in (
        ("person", {"seeker": party.people["seeker"]}),
        ("enterprise", {"employer": party.thing("employer_id.verified")}),
    ):
        party.keep("line_id", name, NewsLine.objects.create(**whose, **whom))
    order = party.thing("order_id.open")
    proposal = SessionProposal.objects.create(
        centre=party.centre,
        threshold=10,
        open_places=order.headcount,
        least=order.headcount,
        orders=[{"order": order.pk, "missing": order.headcount}],
        made_at=NOON,
    )
    party.keep("proposal_id", "open", proposal)
