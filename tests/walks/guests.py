"""An extra interviewer of a party, at the table of the talks that are over; a sheet of results; a result that is missing."""

from typing import Any

from nhipcau.interviews.models import Guest, ResultSheet
from nhipcau.interviews.rules.guests import end_of_day
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.walks.can import Can, reads, sends
from tests.walks.party import Party

DESK = "done"


def answer(party: Party) -> dict[str, Any]:
    """The line of the first talk there, with the last result that stands before one's eyes."""
    talk = party.thing("interview_id.done")
    seen = talk.outcomes.order_by("pk").last()
    return {f"o-{talk.pk}": seen.pk, f"s-{talk.pk}": "pool", f"n-{talk.pk}": "Khéo tay"}


def employer(party: Party) -> dict[str, Any]:
    return {"employer": party.ids["employer_id"]["verified"]}


GUESTS: dict[str, Can] = {
    "interviews:invite": sends("recruiter", DESK, name="Người Mới", seat="here"),
    "interviews:end-guest": sends("recruiter", "here"),
    "interviews:on-paper": Can(
        "recruiter", "table", lambda party: {"numbers": str(party.thing("ticket_id.waiting").number)}
    ),
    "interviews:sheet": Can("recruiter", DESK, answer),
    "interviews:sheet-row": Can("recruiter", "done", answer),
    "interviews:sheet-file": reads("recruiter", DESK),
    "interviews:sheet-download": reads("recruiter", DESK),
    "interviews:result-sheet": reads("recruiter", "sent"),
    "fairs:remind-results": Can("operator", "closed", employer),
}


def guests(party: Party) -> None:
    desk, inviter = party.thing(f"desk_id.{DESK}"), party.users["recruiter"]
    user = UserFactory(username=f"guest-{party.letter}", display_name=party.private("khách mời"))
    user.set_unusable_password()
    user.save()
    party.users["guest"] = user
    said = {"secret_digest": party.letter * 64, "code_digest": "0" * 64, "invited_at": NOON, "entered_at": NOON}
    invited = Guest.objects.create(
        desk=desk, user=user, name=party.private("khách"), invited_by=inviter, ends_at=end_of_day(NOON), **said
    )
    party.keep("guest_id", "here", invited)
    talk = party.thing("interview_id.done")
    line = {"number": 2, "interview": talk.pk, "stage": "pool", "reason": "", "day": "", "seen": 0, "same": False}
    sheet = ResultSheet.objects.create(
        **desk.occasion.keys,
        employer=desk.employer,
        desk=desk,
        name=party.private("tờ kết quả"),
        lines=[line | {"note": party.private("ghi chú tờ"), "problems": []}],
        uploaded_by=inviter,
        uploaded_at=NOON,
    )
    party.keep("result_sheet_id", "sent", sheet)
    _owed(party)


def _owed(party: Party) -> None:
    """At the fair of last week one talk is still without a result."""
    desk = DeskFactory(
        occasion_id=party.ids["session_id"]["closed"],
        employer=party.thing("employer_id.verified"),
        place=party.thing("place_id.hall"),
        number=1,
        closed_at=NOON,
    )
    InterviewFactory(desk=desk, done=True, ticket__seeker=party.people["seeker"], called_by=party.users["recruiter"])
