"""What of the other party could be named in what is sent: bodies and questions with their ids, names and numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.employers.factories import tax_code
from tests.vacancies.sheets import csv
from tests.walks import meetings
from tests.walks.called import somebody_else
from tests.walks.can import WHOLE, application, enterprise_form, opening_form
from tests.walks.devices import free_seat
from tests.walks.party import World
from tests.walks.video import own_page, told
from tests.walks.week import copy_form

Said = Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Sent:
    """`which` is one's own thing that the address names. `touches`: what may be changed though it is theirs, and why.

    `own` is what the same does with a thing of one's own: it changes, shows, goes on, or has nothing to compare.
    """

    name: str
    who: str
    said: Said
    which: str = ""
    method: str = "POST"
    own: str = "changes"
    touches: tuple[str, ...] = ()
    why: str = ""


def ids(world: World, kind: str, name: str) -> Any:
    return world.b.ids[kind][name]


def their(kind: str, name: str, field: str, **more: Any) -> Said:
    return lambda world: more | {field: ids(world, kind, name)}


def asked(name: str, who: str, kind: str, thing: str, field: str, which: str = "", own: str = "shows") -> Sent:
    return Sent(name, who, their(kind, thing, field), which, "GET", own)


def searched(name: str, words: Said, which: str = "") -> Sent:
    return Sent(name, "front_desk", words, which, own="shows")


def enterprise_named(world: World) -> dict[str, Any]:
    """A sheet of several enterprises that names one whose file lies elsewhere, by its tax code."""
    code = world.b.thing("employer_id.waiting").tax_code
    headings = ["Mã số thuế", "Tên công việc", "Số lượng"]
    return {"for_whom": "", "file": SimpleUploadedFile("viec.csv", csv([code, "Thợ", "5"], headings=headings))}


def person(world: World) -> dict[str, Any]:
    theirs = world.b.people["seeker"]
    return {"full_name": theirs.full_name, "birth_date": "20/5/1998", "sex": "female", "purposes": "counselling"}


def session_of(world: World) -> dict[str, Any]:
    said = {"title": "Thứ Năm", "kind": "periodic", "mode": "hybrid", "scope": "linked", "weekdays": ["3"]}
    hours = {"interval": 1, "first_on": "2026-03-12", "starts_at": "07:30", "ends_at": "11:30"}
    return said | hours | {"place": ids(world, "place_id", "hall")}


RECRUITING = [
    Sent("fairs:apply", "recruiter", lambda w: application(w.a) | {"site": ids(w, "site_id", "announced_hall")}, "announced"),
    Sent(
        "fairs:apply",
        "recruiter",
        lambda w: application(w.a) | {"opening": ids(w, "vacancy_id", "open"), f"headcount-{ids(w, 'vacancy_id', 'open')}": "1"},
        "announced",
    ),
    Sent("fairs:apply", "recruiter", lambda w: application(w.a) | {"enterprise": ids(w, "employer_id", "verified")}, "announced"),
    asked("fairs:apply", "recruiter", "employer_id", "verified", "enterprise", "announced"),
    Sent("vacancies:enter", "recruiter", lambda w: opening_form(w.a) | {"employer": ids(w, "employer_id", "verified")}),
    Sent("vacancies:enter", "recruiter", lambda w: opening_form(w.a) | {"order": ids(w, "order_id", "open")}),
    Sent("vacancies:enter", "counsellor", lambda w: opening_form(w.a) | {"employer": ids(w, "employer_id", "verified")}),
    asked("vacancies:enter", "recruiter", "vacancy_id", "returned", "nhu"),
    asked("vacancies:enter", "recruiter", "vacancy_id", "open", "nhu"),
    Sent("vacancies:edit", "recruiter", lambda w: opening_form(w.a) | {"order": ids(w, "order_id", "open")}, "returned"),
    Sent("vacancies:order-new", "recruiter", their("employer_id", "verified", "employer", title="x", headcount="5", due_on="2026-12-01")),
    Sent("vacancies:order-new", "operator", their("employer_id", "verified", "employer", title="x", headcount="5", due_on="2026-12-01")),
    Sent("vacancies:order-put-under", "recruiter", their("vacancy_id", "submitted", "vacancy"), "open"),
    Sent("vacancies:order-put-under", "operator", their("vacancy_id", "submitted", "vacancy"), "open"),
    Sent(
        "vacancies:order-ask",
        "operator",
        their("centre_id", "own", "centre", people="5"),
        "open",
        own="",
        touches=("vacancies.OrderAsk",),
        why="A centre may ask any other for people; that one finds the question on its own desk.",
    ),
    asked("vacancies:enter", "recruiter", "order_id", "open", "don-hang"),
    asked("vacancies:enter", "operator", "order_id", "open", "don-hang"),
    Sent("vacancies:sheets", "recruiter", lambda w: enterprise_named(w) | {"for_whom": f"dn-{ids(w, 'employer_id', 'verified')}"}),
    Sent("vacancies:sheets", "counsellor", lambda w: enterprise_named(w) | {"for_whom": f"tt-{ids(w, 'centre_id', 'own')}"}),
    asked("vacancies:board", "nobody", "employer_id", "waiting", "dn", own=""),
]  # fmt: skip
AT_THE_FAIR = [
    Sent("fairs:register-where", "in_line", their("site_id", "coming_hall", "site"), "coming", own="goes"),
    asked("fairs:register", "in_line", "vacancy_id", "submitted", "viec", "coming", own=""),
    asked("fairs:coming", "nobody", "vacancy_id", "submitted", "viec", own=""),
    asked("suggested:cards", "seeker", "vacancy_id", "submitted", "viec", own=""),
    asked("suggested:mine", "seeker", "vacancy_id", "submitted", "vua-bo", own=""),
    Sent("fairs:wishes", "seeker", their("opening_id", "coming_second", "opening", do="add"), "expected"),
    Sent("fairs:let-in", "front_desk", their("registration_id", "late", "registration"), "running"),
    Sent("fairs:let-in", "front_desk", their("seeker_id", "called", "seeker"), "running"),
    Sent("fairs:decide-walk-in", "front_desk", their("seeker_id", "called", "seeker"), "asks"),
    Sent("fairs:seat", "front_desk", lambda w: {**free_seat(w.a), "registration": ids(w, "registration_id", "here")}, "running_hall"),
    Sent("fairs:seat", "front_desk", lambda w: {**free_seat(w.a), "device": ids(w, "device_id", "free")}, "running_hall"),
    Sent("fairs:let-in", "front_desk", lambda w: {"registration": w.a.ids["registration_id"]["late"], "diem": ids(w, "site_id", "running_hall")}, "running"),
    searched("fairs:door-search", lambda w: {"q": w.b.people["seeker"].full_name}, "running"),
    searched("fairs:people", lambda w: {"q": w.b.people["seeker"].full_name}, "running_hall"),
    asked("fairs:door", "front_desk", "site_id", "running_hall", "diem", "running"),
    asked("fairs:door", "front_desk", "registration_id", "here", "ve", "running"),
    asked("fairs:door-openings", "front_desk", "site_id", "running_hall", "diem", "running", own=""),
    asked("fairs:board", "nobody", "site_id", "running_hall", "diem", "running", own=""),
    searched("fairs:walk-in", person, "running"),
    Sent("fairs:walk-in", "front_desk", lambda w: person(w) | {"full_name": "Ai Đó", "wish_1": "x", "wish_1-picked": ids(w, "opening_id", "running_verified")}, "running"),
    Sent("fairs:plan-series", "operator", session_of),
    Sent(
        "fairs:sites",
        "operator",
        their("place_id", "mobile", "place"),
        "draft",
    ),
    Sent("fairs:invitation", "operator", their("place_id", "mobile", "place"), "got"),
    Sent(
        "fairs:invite",
        "operator",
        their("centre_id", "own", "centre"),
        "coming",
        own="",
        touches=("fairs.SiteInvitation",),
        why="A host may invite any centre; that one finds the invitation on its own desk and answers by itself.",
    ),
    Sent(
        "seekers:share",
        "counsellor",
        their("centre_id", "own", "centre", why="Tìm việc"),
        "seeker",
        own="",
        touches=("seekers.Shared",),
        why="A person who agreed to it may be passed on to any centre, which then reads the file.",
    ),
]  # fmt: skip
PEOPLE = [
    Sent("seekers:choose", "seeker", their("seeker_id", "seeker", "person"), own="goes"),
    Sent("seekers:register", "front_desk", lambda w: person(w) | {"full_name": "Ai Đó", "centre": ids(w, "centre_id", "own")}),
    Sent("seekers:register", "front_desk", lambda w: person(w) | {"full_name": "Ai Đó", "citizen_number": w.b.people["seeker"].citizen_number}, own=""),
    Sent("seekers:edit", "front_desk", lambda w: WHOLE | {"citizen_number": w.b.people["seeker"].citizen_number}, "called", own=""),
    Sent("seekers:section", "seeker", lambda w: WHOLE | {"seeker": ids(w, "seeker_id", "seeker"), "account": w.b.users["seeker"].pk}),
    searched("seekers:people", lambda w: {"q": w.b.people["seeker"].full_name}),
    searched("seekers:people", lambda w: {"q": w.b.people["seeker"].phone}),
    searched("seekers:people", lambda w: {"q": w.b.people["seeker"].citizen_number}),
    Sent(
        "seekers:link",
        "front_desk",
        lambda w: {"phone": w.b.users["seeker"].phone},
        "called",
        touches=("seekers.Seeker", "seekers.SeekerEvent"),
        why="One phone may serve people of several centres; it is one's own person who gets it, and nothing is shown.",
    ),
]  # fmt: skip
CENTRES = [
    Sent("employers:register", "operator", lambda w: enterprise_form(w.a) | {"tax_code": tax_code(9000), "centre": ids(w, "centre_id", "own")}),
    Sent("centres:new", "manager", their("centre_id", "own", "centre", username="moi", display_name="Mới", role="manager", starts_on="10/3/2026")),
    Sent("centres:grant", "manager", lambda w: {"username": w.a.users["former"].username, "centre": ids(w, "centre_id", "own"), "role": "manager", "starts_on": "10/3/2026"}),
]  # fmt: skip
ADVISED = [
    Sent("counsel:find", "counsellor", lambda w: {"code": w.b.thing("registration_id.here").code}, "running", own="goes"),
    Sent("counsel:find", "counsellor", lambda w: {"q": w.b.people["seeker"].full_name}, "running", own="shows"),
    Sent("counsel:groups", "counsellor", their("session_id", "running", "session", topic="work", people="9", minutes="9")),
    Sent("matching:received", "second_recruiter", lambda w: {"code": w.b.thing("referral_id.advised").code}, own="goes"),
]  # fmt: skip
THE_WEEK = [
    Sent("fairs:copy", "operator", lambda w: copy_form(w.a) | {"enterprise": ids(w, "employer_id", "second")}, "closed", own="changes"),
    Sent("fairs:interviewers", "recruiter", lambda w: {f"desk-{ids(w, 'desk_id', 'table')}": "Ai đó"}, "running_verified"),
]  # fmt: skip
CALLED = [
    Sent("fairs:call-people", "second_recruiter", lambda w: somebody_else(w.b), "second"),
    Sent("fairs:invited", "in_line", their("site_id", "coming_hall", "site", answer="yes"), "asked"),
]
VIDEO = [
    Sent("interviews:call-exchange", "in_room", lambda w: told(w.b), "in_room"),
    Sent("interviews:call-leave", "in_room", lambda w: own_page(w.b), "in_room"),
]
MEETINGS = [
    Sent("gatherings:candidates", "recruiter", lambda w: meetings.candidate(w.b), "group"),
    Sent("gatherings:plan", "operator", lambda w: meetings.planned(w.b) | {"kind": "talk", "vacancy": w.b.ids["vacancy_id"]["open"]}, own=""),
    Sent("gatherings:speaking", "operator", lambda w: meetings.listener(w.b), "talk"),
    Sent("gatherings:question", "operator", lambda w: meetings.question(w.b), "talk"),
    Sent("gatherings:visit-tell", "seeker", lambda w: meetings.said(w.b, line={"rtt": 5}), "talk"),
    Sent("gatherings:visit-leave", "seeker", lambda w: meetings.own_visit(w.b), "talk"),
    Sent("gatherings:stage-join", "seeker", lambda w: meetings.said(w.b), "talk", own=""),
]  # fmt: skip
SENT = [*VIDEO, *MEETINGS, *RECRUITING, *AT_THE_FAIR, *PEOPLE, *CENTRES, *ADVISED, *THE_WEEK, *CALLED]
