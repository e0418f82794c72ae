"""Two whole parties side by side: centre, enterprise, people, a fair that runs. Neither knows of the other."""

from datetime import date

from nhipcau.centres.models import Centre, Place, Role
from nhipcau.employers.models import Employer
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory, PlaceFactory, StaffRoleFactory
from tests.employers.factories import EmployerFactory, RecruiterFactory
from tests.reference.factories import CommuneFactory
from tests.walks import (
    advised,
    after,
    called,
    devices,
    fair,
    files,
    guests,
    hall,
    linked,
    meetings,
    orders,
    timetable,
    village,
    week,
)
from tests.walks.belongings import beyond, keys
from tests.walks.marks import public
from tests.walks.party import Party, World

YESTERDAY = date(2026, 3, 9)
STAFF = tuple(Role.values)


def two_parties() -> World:
    first, before = _party("A"), keys()
    second = _party("B")
    world = World(first, second, beyond(before, keys()))
    _former(world.a, world.b)
    visitor = UserFactory(username="khach-xem", is_demo=True, display_name="Khách xem")
    world.a.ids["username"]["demo"] = visitor.username
    return world


def _party(letter: str) -> Party:
    party = Party(letter, _centre(letter))
    party.ids["centre_id"] = {"own": party.centre.pk}
    _staff(party)
    _enterprises(party)
    files.openings(party)
    files.sheets(party)
    orders.orders(party)
    files.people(party)
    fair.sessions(party)
    fair.enterprises(party)
    fair.tickets(party)
    hall.desks(party)
    hall.calls(party)
    after.duties(party)
    village.village(party)
    files.papers(party)
    guests.guests(party)
    advised.advised(party)
    week.week(party)
    linked.linked(party)
    called.called(party)
    timetable.timetable(party)
    devices.devices(party)
    meetings.meetings(party)
    return party


def _centre(letter: str) -> Centre:
    commune = CommuneFactory()
    centre: Centre = CentreFactory(
        name=public(letter, "trung tâm"),
        short_name=public(letter, "TT"),
        address=public(letter, "đường"),
        province=commune.province,
        commune=commune,
        phone=f"0204 100 00{ord(letter) % 10}",
        opening_hours="7:30–11:30",
    )
    return centre


def _staff(party: Party) -> None:
    for kind in Place.Kind.values:
        party.keep("place_id", kind, PlaceFactory(centre=party.centre, kind=kind, name=party.public(kind)))
    for role in STAFF:
        user = UserFactory(
            with_password=True,
            username=f"{party.private(role)}".lower().replace(" ", "-"),
            display_name=party.private(f"nhân viên {role}"),
        )
        party.users[role] = user
        party.keep("role_id", role, StaffRoleFactory(user=user, centre=party.centre, role=role))
    party.ids["username"] = {role: party.users[role].username for role in STAFF[:1]}


def _enterprises(party: Party) -> None:
    """One that is verified and meets people, another beside it, and one that waits for the desk."""
    commune = party.centre.commune
    said = {
        "centre": party.centre,
        "contact_name": party.private("liên hệ"),
        "contact_email": f"{party.private('x').split()[0]}@example.vn",
        "commune": commune,
        "province": commune.province,  # type: ignore[union-attr]
    }
    for name, shown in (("verified", True), ("second", True), ("waiting", False)):
        word = party.public if shown else party.private
        made: Employer = EmployerFactory(name=word(f"công ty {name}"), waiting=not shown, **said)
        party.keep("employer_id", name, made)
    for name, employer in (("recruiter", "verified"), ("colleague", "verified"), ("second_recruiter", "second")):
        user = UserFactory(
            with_password=True,
            username=f"{party.private(name)}".lower().replace(" ", "-"),
            display_name=party.private(f"tuyển dụng {name}"),
        )
        party.users[name] = user
        of = party.thing(f"employer_id.{employer}")
        party.keep("recruiter_id", name, RecruiterFactory(user=user, employer=of))


def _former(mine: Party, other: Party) -> None:
    """Until yesterday this one managed the other centre and recruited for the other enterprise."""
    user = UserFactory(with_password=True, display_name="Cựu nhân viên")
    StaffRoleFactory(user=user, centre=other.centre, role=Role.MANAGER, ends_on=YESTERDAY)
    StaffRoleFactory(user=user, centre=other.centre, role=Role.OPERATOR, ends_on=YESTERDAY)
    RecruiterFactory(user=user, employer=other.thing("employer_id.verified"), ends_on=YESTERDAY)
    mine.users["former"] = user
