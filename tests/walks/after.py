"""What a party owes after its fair: an entry on the national exchange, somebody to ask again."""

from datetime import date

from nhipcau.counselling.models import About, ExchangeEntry, FollowUp
from tests.conftest import NOON
from tests.walks.can import Can, sends
from tests.walks.party import Party

DUTIES: dict[str, Can] = {
    "counselling:take-back": sends("counsellor", "entered"),
    "counselling:answer": sends("counsellor", "due", answer="left"),
    "counselling:follow-up-phone": sends("counsellor", "due"),
}


def duties(party: Party) -> None:
    interview = party.thing("interview_id.invited")
    whose = {
        "interview": interview,
        "seeker": interview.seeker,
        "employer": interview.employer,
        "centre": party.centre,
        "due_on": date(2026, 3, 10),
    }
    entered = {"noticed_on": date(2026, 2, 10), "entered_at": NOON, "entered_by": party.users["counsellor"]}
    party.keep("entry_id", "entered", ExchangeEntry.objects.create(**whose, **entered))
    asking = FollowUp.objects.create(**whose, months=1, about=About.HIRE, note=party.private("ghi chú hỏi lại"))
    party.keep("follow_up_id", "due", asking)
