"""For every address with a thing in it: who of its own party may ask for it, and what happens then.

A refusal means something only beside this: the same address, asked by whose it is, answers and does what it says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.walks.party import Party

Body = Callable[[Party], Mapping[str, Any]]


@dataclass(frozen=True)
class Can:
    """`which` is the thing by our name; empty: the first. Without `body` the page is read; with one it is sent.

    `before` are steps by the same person, `writes` says whether the database is another one afterwards. `answers`: the
    status, where something is missing here that is no matter of permission.
    """

    who: str
    which: str = ""
    body: Body | None = None
    writes: bool = True
    before: tuple[tuple[str, Body], ...] = ()
    answers: int = 0


def reads(who: str, which: str = "") -> Can:
    return Can(who, which)


def sends(who: str, which: str = "", **said: Any) -> Can:
    return Can(who, which, lambda _party: said)


def asks(who: str, which: str = "", **said: Any) -> Can:
    """A search that is sent, so that no name stands in an address."""
    return Can(who, which, lambda _party: said, writes=False)


def place_of(party: Party) -> dict[str, Any]:
    return {"place": "đây", "place-picked": party.centre.commune_id}


def opening_form(party: Party) -> dict[str, Any]:
    said = {"title": "Thợ may", "headcount": "3", "pay_kind": "month", "pay_from": "9", "edition": "1"}
    return said | place_of(party)


def enterprise_form(party: Party) -> dict[str, Any]:
    employer = party.thing("employer_id.verified")
    said = {"name": "Công ty mới", "tax_code": employer.tax_code, "contact_name": "Lan", "legal_form": "company"}
    return said | {"contact_phone": "0912345678"} | place_of(party)


def application(party: Party) -> dict[str, Any]:
    opening = party.ids["vacancy_id"]["open"]
    site = party.ids["site_id"]["announced_hall"]
    return {"site": site, "online": "on", "interviewers": "1", "opening": opening, f"headcount-{opening}": "2"}


def session_form(_party: Party) -> dict[str, Any]:
    said = {"title": "Phiên khác", "kind": "periodic", "mode": "hybrid", "scope": "linked", "day": "2026-03-12"}
    return said | {"starts_at": "07:30", "ends_at": "11:30", "most_wishes": "4", "edition": "1"}


def colleague(_party: Party) -> dict[str, Any]:
    return {"display_name": "Người mới", "email": "moi@example.vn", "password": "một cây cầu rất dài"}


def own_site(party: Party) -> dict[str, Any]:
    return {"site": party.ids["site_id"]["coming_online"]}


WHOLE = {"full_name": "Tên Khác", "birth_date": "20/5/1998", "sex": "female", "edition": "1"}
FACTS = {"address": "Số 1", "phone": "0204 3 123 456", "opening_hours": "7:30–17:00"}
CENTRES = {
    "centres:edit": sends("manager", **FACTS),
    "centres:end": sends("manager", "front_desk", on="31/3/2026"),
    "centres:renew": sends("manager", "front_desk"),
    "demo:sign-in-as": Can("nobody", "demo", lambda _party: {}),
    "employers:add-recruiter": Can("operator", "", colleague),
    "employers:edit": Can("operator", "", enterprise_form),
    "employers:end-recruiter": sends("operator", "colleague"),
    "employers:file": reads("operator"),
    "employers:own-add-recruiter": Can("recruiter", "", colleague),
    "employers:own-edit": Can("recruiter", "", enterprise_form),
    "employers:own-end-recruiter": sends("recruiter", "colleague"),
    "employers:own-file": reads("recruiter"),
    "employers:refuse": sends("operator", "waiting", reason="Sai mã số"),
    "employers:verify": sends("operator", "waiting"),
    "file": reads("seeker"),
    "matching:spreading": sends("manager", trade="wide"),
    "revive": sends("administrator"),
    "statistics:make-record": asks("manager", "closed"),
    "statistics:record": reads("manager"),
    "statistics:report": reads("manager", "closed"),
    "statistics:report-pdf": reads("manager", "closed"),
    "statistics:report-sheet": reads("manager", "closed"),
    "statistics:take-paper": sends("manager", "people"),
}
SEEKERS = {
    "seekers:edit": sends("front_desk", "called", **WHOLE),
    "seekers:link": Can("front_desk", "called", lambda party: {"phone": party.users["in_line"].phone}),
    "seekers:person": reads("front_desk"),
    "seekers:person-consent": sends("front_desk", "called", given="1"),
    "seekers:read-numbers": sends("front_desk"),
}
SUGGESTED = {
    "suggested:one": reads("seeker", "open"),
    "suggested:take-back": Can(
        "seeker",
        "open",
        lambda _party: {},
        before=(("suggested:turn-down", lambda _party: {"because": "far"}),),
    ),
    "suggested:turn-down": sends("seeker", "open", because="far"),
}
VACANCIES = {
    "vacancies:answer-complaint": sends("counsellor", answer="Đã gọi công ty."),
    "vacancies:close": sends("recruiter", "open"),
    "vacancies:complain": sends("nobody", "open", kind="money", words="Họ đòi tiền."),
    "vacancies:edit": Can("recruiter", "returned", opening_form),
    "vacancies:mine-one": reads("recruiter", "submitted"),
    "vacancies:publish": sends("counsellor", "submitted"),
    "vacancies:return": sends("counsellor", "submitted", note="Thiếu lương."),
    "vacancies:review": reads("counsellor", "submitted"),
    "vacancies:review-close": sends("counsellor", "open"),
    "vacancies:sheet": reads("recruiter", "checked"),
    "vacancies:sheet-columns": reads("recruiter", "mapping"),
    "vacancies:sheet-drop": sends("recruiter", "checked"),
    "vacancies:sheet-mend": sends("recruiter", "checked", **{"d2-headcount": "5"}),
    "vacancies:sheet-rest": reads("recruiter", "checked"),
    "vacancies:sheet-take": sends("recruiter", "checked", **{"de-lai": "1"}),
    "vacancies:vacancy": reads("nobody", "open"),
}
