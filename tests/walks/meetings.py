"""The talks and group interviews of a party: one of each that goes on, and those to come."""

import json
from datetime import timedelta
from typing import Any

from nhipcau.foundation.stage.models import Seat, Stage
from nhipcau.gatherings.models import Invite, Role
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.gatherings.factories import TOMORROW, GatheringFactory, MemberFactory, QuestionFactory, VisitFactory
from tests.walks.can import Can, reads, sends
from tests.walks.party import Party

NO_SERVER, JOIN_AGAIN = 503, 410  # no media server runs for the walks


def own_visit(party: Party) -> dict[str, Any]:
    return {"me": party.ids["visit"]["talk"]}


def said(party: Party, **more: Any) -> dict[str, Any]:
    return {"said": json.dumps(own_visit(party) | more)}


def heard(party: Party) -> dict[str, Any]:
    return said(party, speaker=party.ids["visit"]["speaker"], generation=1)


def planned(_party: Party) -> dict[str, Any]:
    return {"title": "Đi Hàn Quốc", "day": "12/3/2026", "time": "14:00", "minutes": "60", "capacity": "50"}


def candidate(party: Party) -> dict[str, Any]:
    return {"seeker": party.people["called"].pk}


def listener(party: Party) -> dict[str, Any]:
    return {"member": party.ids["member_id"]["listener"], "do": "ask"}


def question(party: Party) -> dict[str, Any]:
    return {"question": party.ids["question"]["asked"], "do": "answer", "words": "Tháng sáu."}


MEETINGS: dict[str, Can] = {
    "gatherings:own": reads("seeker", "talk"),
    "gatherings:answer": sends("seeker", "planned", answer="not_coming"),
    "gatherings:join": sends("in_line", "planned"),
    "gatherings:manage": reads("operator", "talk"),
    "gatherings:change": Can("operator", "planned", planned),
    "gatherings:call-off": sends("operator", "planned", because="Hoãn."),
    "gatherings:candidates": Can("recruiter", "group", candidate),
    "gatherings:results": reads("recruiter", "group"),
    "gatherings:invite": sends("recruiter", "group", name="Tanaka", role="partner"),
    "gatherings:end-invite": sends("recruiter", "partner"),
    "gatherings:take-out": sends("recruiter", "candidate"),
    "gatherings:papers": sends("recruiter", "candidate", kind="photo", **{"photo-state": "brought"}),
    "gatherings:result": sends("recruiter", "candidate"),
    "gatherings:room": reads("seeker", "talk"),
    "gatherings:room-open": sends("operator", "soon"),
    "gatherings:room-end": sends("operator", "talk"),
    "gatherings:speaking": Can("operator", "talk", listener),
    "gatherings:ask": sends("seeker", "talk", words="Khi nào bay?"),
    "gatherings:question": Can("operator", "talk", question),
    "gatherings:visit-enter": sends("seeker", "talk", said="{}"),
    "gatherings:visit-tell": Can("seeker", "talk", lambda party: said(party, line={"rtt": 5})),
    "gatherings:visit-leave": Can("seeker", "talk", own_visit),
    "gatherings:stage-join": Can("seeker", "talk", said, answers=NO_SERVER),
    "gatherings:stage-hear": Can("seeker", "talk", heard, writes=False),
    "gatherings:stage-answer": Can("seeker", "talk", heard, writes=False, answers=JOIN_AGAIN),
}


def meetings(party: Party) -> None:
    """The talk that goes on is full: whoever comes later finds no place."""
    said = {"centre": party.centre, "created_by": party.users["operator"]}
    talk = GatheringFactory(going_on=True, capacity=1, title=party.public("buổi tư vấn"), **said)
    coming = GatheringFactory(starts_at=TOMORROW, title=party.public("buổi tới"), **said)
    soon = GatheringFactory(soon=True, title=party.public("buổi sắp mở"), capacity=1, **said)
    group = GatheringFactory(
        group=True,
        going_on=True,
        title=party.private("phỏng vấn nhóm"),
        about=party.private("đơn hàng"),
        employer=party.thing("employer_id.verified"),
        created_by=party.users["recruiter"],
    )
    for name, made in (("talk", talk), ("group", group), ("planned", coming), ("soon", soon)):
        party.keep("gathering_id", name, made)
        party.ids.setdefault("hall", {})[name] = made.room
    person, user = party.people["seeker"], party.users["seeker"]
    mine = {"user": user, "name": party.private("người nghe")}
    place = party.keep("member_id", "listener", MemberFactory(gathering=talk, **mine))
    for gathering in (coming, soon):
        MemberFactory(gathering=gathering, **mine)
    party.keep(
        "member_id",
        "candidate",
        MemberFactory(gathering=group, candidate=True, seeker=person, name=party.private("ứng viên")),
    )
    asked = QuestionFactory(member=place, gathering=talk, words=party.private("câu hỏi"))
    party.keep("question", "asked", asked)
    speaker = MemberFactory(gathering=talk, user=UserFactory(), role=Role.PARTNER, name=party.private("diễn giả"))
    for name, member in (("talk", place), ("speaker", speaker)):
        party.keep("visit", name, VisitFactory(member=member))
    at = {"server": "http://127.0.0.1:9", "number": 1, "speakers": 8, "opened_at": NOON}
    stage = Stage.objects.create(key=talk.topic, **at)
    Seat.objects.create(stage=stage, holder=party.thing("visit.talk").holder, generation=1, session=1)
    _partner(party)


def _partner(party: Party) -> None:
    user = UserFactory(username=f"guest-gap-{party.letter}", display_name=party.private("đối tác"))
    user.set_unusable_password()
    user.save()
    member = MemberFactory(
        gathering=party.thing("gathering_id.group"), user=user, role=Role.PARTNER, name=party.private("đối tác")
    )
    said = {"secret_digest": f"g{party.letter}" * 32, "code_digest": "0" * 64, "invited_at": NOON, "entered_at": NOON}
    ends = NOON + timedelta(hours=3)
    made = Invite.objects.create(member=member, invited_by=party.users["recruiter"], ends_at=ends, **said)
    party.users["partner"] = user
    party.keep("invite_id", "partner", made)
