"""What a commune officer of a party has: a villager written down, the ticket given, a list sent."""

from datetime import date

from nhipcau.fairs.models import SignUp
from nhipcau.seekers.models import Brought, PeopleSheet
from tests.conftest import NOON
from tests.fairs.factories import RegistrationFactory
from tests.seekers.factories import SeekerFactory
from tests.walks.can import Can, reads, sends
from tests.walks.party import Party

VILLAGE: dict[str, Can] = {
    "fairs:villager-ticket": reads("commune", "village"),
    "fairs:villager-cancel": sends("commune", "village"),
    "fairs:villager-lines": reads("commune", "sent"),
}


def village(party: Party) -> None:
    officer, name = party.users["commune"], party.private("người xã")
    seeker = SeekerFactory(centre=party.centre, full_name=name)
    party.people["villager"] = seeker
    Brought.objects.create(
        seeker=seeker, by=officer, centre=party.centre, name=name, birth_date=date(1998, 5, 20), at=NOON
    )
    site = party.thing("site_id.coming_hall")
    ticket = RegistrationFactory(
        session=site.session, site=site, seeker=seeker, channel=SignUp.COMMUNE, registered_by=officer
    )
    party.keep("registration_id", "village", ticket)
    sheet = PeopleSheet.objects.create(centre=party.centre, name=party.private("danh sách"), by=officer, at=NOON)
    party.keep("people_sheet_id", "sent", sheet)
