"""Somebody at the counselling desk of a party: questions, health, a slip, an opening offered, a group."""

from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.counselling.models import Response
from nhipcau.fairs.models import RegistrationState
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.seekers.rules import subject_of
from tests.conftest import NOON
from tests.counselling.factories import GroupAdviceFactory, OfferedOpeningFactory, ScreeningFactory
from tests.fairs.factories import AttendanceFactory, RegistrationFactory, SessionVacancyFactory, WishFactory
from tests.matching.factories import ReferralFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory
from tests.walks.can import Can, asks, reads, sends
from tests.walks.party import Party

ADVISED: dict[str, Can] = {
    "counsel:answer": sends("counsellor", "advised", response="refused"),
    "counsel:direct": reads("counsellor", "advised"),
    "counsel:direct-more": reads("counsellor", "advised"),
    "counsel:direct-why": reads("counsellor", "advised"),
    "counsel:erase-needs": sends("counsellor", "advised"),
    "counsel:find": asks("counsellor", "running", q="Kinbimat"),
    "counsel:more": reads("counsellor", "advised"),
    "counsel:needs": sends("counsellor", "advised"),
    "counsel:openings": reads("counsellor", "advised"),
    "counsel:refer": sends("counsellor", "advised"),
    "counsel:refer-direct": sends("counsellor", "advised"),
    "counsel:screening": sends("counsellor", "advised", wish="may"),
    "counsel:session": reads("counsellor", "running"),
    "counsel:slip": reads("counsellor", "advised"),
    "counsel:slips": reads("counsellor", "advised"),
    "counsel:strike-out": sends("counsellor", "advised"),
    "counsel:take-off": sends("counsellor", "advised"),
    "counsel:why": reads("counsellor", "advised"),
    "counsel:withdraw": sends("counsellor", "advised"),
    "counselling:offers-of": reads("counsellor", "advised"),
    "matching:referral": reads("second_recruiter", "advised"),
}


def advised(party: Party) -> None:
    """Here, with one job on the ticket that was not referred to, and one that was."""
    by, keys = party.users["counsellor"], {"occasion_kind": "fair", "occasion_id": party.ids["session_id"]["running"]}
    person = SeekerFactory(centre=party.centre, full_name=party.private("người tư vấn"), draws_benefit=True)
    party.people["advised"] = party.keep("seeker_id", "advised", person)
    agreed = {Purpose.COUNSELLING, Purpose.SHARE_PROFILE}
    consents.record_choices(subject=subject_of(person), given=agreed, channel=Channel.COUNTER, by=by, now=NOON)
    ticket = RegistrationFactory(
        site=party.thing("site_id.running_hall"), seeker=person, state=RegistrationState.CHECKED_IN, code=new_code()
    )
    party.keep("registration_id", "advised", ticket)
    AttendanceFactory(registration=ticket)
    employer = party.thing("employer_id.second")
    opening = VacancyFactory(on_board=True, title=party.public("việc tư vấn"), employer=employer)
    party.keep("vacancy_id", "advised", opening)
    brought = SessionVacancyFactory(participation=party.thing("participation_id.running_second"), vacancy=opening)
    party.keep("opening_id", "advised", brought)
    WishFactory(registration=ticket, session_vacancy=brought)
    said = {"wish": party.private("mong muốn"), "needs": party.private("sức khoẻ"), "draws_benefit": True, "by": by}
    ScreeningFactory(seeker=person, **keys, **said)
    sent = ReferralFactory(
        seeker=person, vacancy=party.things["second_opening"], note=party.private("lời nhắn"), made_by=by, **keys
    )
    party.keep("referral_id", "advised", sent)
    party.ids["slip"] = {"advised": sent.code}
    OfferedOpeningFactory(seeker=person, vacancy=opening, response=Response.THINKING, by=by, **keys)
    party.keep(
        "advice_id",
        "advised",
        GroupAdviceFactory(centre=party.centre, by=by, note=party.private("tư vấn nhóm"), **keys),
    )
