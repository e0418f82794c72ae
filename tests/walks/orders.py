"""Orders of a party beside the one that runs, what it asks another centre, and what another centre asks of it."""

from nhipcau.vacancies.models import OrderState
from tests.centres.factories import CentreFactory
from tests.employers.factories import EmployerFactory
from tests.vacancies.factories import LabourOrderFactory, OrderAskFactory
from tests.walks.can import Can, reads, sends
from tests.walks.party import Party

WAITING = (
    ("requested", OrderState.REQUESTED),
    ("returned", OrderState.RETURNED),
    ("draft", OrderState.DRAFT),
)
NUMBERS = {"headcount": "70", "due_on": "2026-11-30"}


def orders(party: Party) -> None:
    employer, writer = party.thing("employer_id.verified"), party.users["recruiter"]
    for name, state in WAITING:
        row = LabourOrderFactory(
            employer=employer,
            state=state,
            title=party.private(f"đơn {name}"),
            note=party.private("sửa đơn") if state == OrderState.RETURNED else "",
            conditions=party.private("yêu cầu"),
            requested_by=writer,
        )
        party.keep("order_id", name, row)
    neighbour = CentreFactory()
    asks = {
        "to_us": LabourOrderFactory(
            employer=EmployerFactory(centre=neighbour), title=party.private("đơn của trung tâm khác")
        ),
        "from_us": party.thing("order_id.open"),
    }
    for name, order in asks.items():
        asked = party.centre if name == "to_us" else neighbour
        party.keep("ask_id", name, OrderAskFactory(order=order, centre=asked, words=party.private(f"lời nhắn {name}")))
    party.things["neighbour"] = neighbour


def free_opening(party: Party) -> dict[str, object]:
    return {"vacancy": party.ids["vacancy_id"]["submitted"]}


def to_somebody(_party: Party) -> dict[str, object]:
    return {"centre": CentreFactory().pk, "people": "30", "words": "Có xe đón"}


ORDERS = {
    "statistics:order": reads("recruiter", "open"),
    "statistics:order-sheet": reads("manager", "open"),
    "statistics:order-sources": reads("recruiter", "open"),
    "vacancies:answer-ask": sends("operator", "to_us", can_send="5", by_day="2026-04-30", words="Đi nhóm"),
    "vacancies:order": reads("operator", "requested"),
    "vacancies:order-approve": sends("operator", "requested", edition="1"),
    "vacancies:order-ask": Can("operator", "open", to_somebody),
    "vacancies:order-change": sends("manager", "open", reason="Thêm chuyền", **NUMBERS),
    "vacancies:order-close": sends("recruiter", "open", how="withdrawn", note="Không cần nữa"),
    "vacancies:order-put-under": Can("recruiter", "open", free_opening),
    "vacancies:order-return": sends("manager", "requested", note="Thiếu ca"),
    "vacancies:order-send": sends("recruiter", "returned"),
    "vacancies:order-step": sends("recruiter", "requested", where="any", edition="1"),
    "vacancies:order-take-from": sends("operator", "open"),
}
