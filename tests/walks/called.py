"""People whom an enterprise of a party has called to its table: one who waits, one who said yes and has a ticket."""

from typing import Any

from nhipcau.foundation.crypto.codes import new_code
from nhipcau.matching.api import Invitation, mark_of
from tests.conftest import NOON
from tests.fairs.factories import RegistrationFactory, WishFactory
from tests.matching.factories import InvitationFactory
from tests.seekers.factories import PhoneUserFactory, SeekerFactory
from tests.walks.can import Can, reads, sends
from tests.walks.party import Party


def called(party: Party) -> None:
    """To the coming fair, by the second enterprise for its opening."""
    opening = party.keep("vacancy_id", "second", party.things["second_opening"])
    keys = {"occasion_id": party.ids["session_id"]["coming"], "vacancy": opening}
    party.keep("call_id", "waits", InvitationFactory(seeker=party.people["seeker"], **keys))
    party.keep("call_id", "asked", InvitationFactory(seeker=party.people["in_line"], **keys))
    name = party.private("người nhận lời")
    comes = SeekerFactory(centre=party.centre, full_name=name, account=PhoneUserFactory(display_name=name))
    ticket = RegistrationFactory(site=party.thing("site_id.coming_hall"), seeker=comes, code=new_code())
    WishFactory(registration=ticket, session_vacancy=party.thing("opening_id.coming_second"))
    said = {"answer": Invitation.Answer.YES, "answered_at": NOON}
    party.keep("call_id", "comes", InvitationFactory(seeker=comes, **keys, **said))


def somebody_else(party: Party) -> dict[str, Any]:
    return {"person": mark_of(party.thing("vacancy_id.second"), party.people["at_home"].pk)}


CALLED: dict[str, Can] = {
    "fairs:call-people": Can("second_recruiter", "second", somebody_else),
    "fairs:invited": sends("seeker", "waits", answer="no"),
    "fairs:see-people": sends("second_recruiter", "second"),
    "fairs:who-comes": reads("second_recruiter", "comes"),
    "fairs:whom-it-suits": reads("second_recruiter", "second"),
    "fairs:withdraw-call": sends("second_recruiter", "waits"),
}
