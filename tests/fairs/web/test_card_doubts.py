"""A card that was cut, garbled, or names a place nobody knows: nothing read is lost, and nothing of it is believed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.models import Registration, SessionSite, SessionState
from nhipcau.seekers.models import Seeker
from tests.accounts.signing import sign_in
from tests.centres.factories import StaffRoleFactory
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.fairs.web.conftest import at
from tests.reference.factories import CommuneFactory

pytestmark = pytest.mark.django_db
GARBLED = "02409800012||Nguye~n Va(n A|2005|Nam|"
WHOLE = "099198012345|121234567|Nguyễn Thị Thu Hường|20051998|Nữ|{place}|01072022"
CHOOSE = "Chưa nhận ra xã, phường trên thẻ; hãy chọn"
READ_BADLY = {"citizen_number": "02409800012", "full_name": "Nguye~n Va(n A", "birth_date": "2005"}


def marked(page: str) -> list[str]:
    """What stands beside the fields, to be looked at."""
    return re.findall(r'<span class="warn-words">([^<]*)</span>', page)


def test_what_was_read_badly_stands_in_its_field_with_the_reason_beside_it(desk: Client, hall: SessionSite) -> None:
    page = desk.post(at("walk-in", hall.session), {"card": GARBLED})

    form = page.context["form"]
    assert {name: form[name].value() for name in READ_BADLY} == READ_BADLY
    assert form["sex"].value() == "male"
    assert not form["address"].value()
    assert len(marked(page.text)) == 3


def test_what_was_typed_before_stays_over_what_was_read_badly(desk: Client, hall: SessionSite) -> None:
    page = desk.post(at("walk-in", hall.session), {"card": GARBLED, "full_name": "Nguyễn Văn An"})

    assert page.context["form"]["full_name"].value() == "Nguyễn Văn An"


def test_sent_without_mending_it_is_refused_and_mended_it_is_taken(desk: Client, hall: SessionSite) -> None:
    whole = {"full_name": "Nguyễn Văn An", "birth_date": "20/05/2005", "citizen_number": "", "sex": "male"}
    whole |= {"scanned": GARBLED, "purposes": "counselling"}
    for name, seen in READ_BADLY.items():
        desk.post(at("walk-in", hall.session), whole | {name: seen})
        assert not Seeker.objects.exists(), name

    desk.post(at("walk-in", hall.session), whole)

    assert Registration.objects.get().seeker.provenance["full_name"]["from"] == "staff"


@pytest.mark.parametrize(
    ("place", "said"), [("Xóm Mới, Đảo Không Tên", [CHOOSE + "."]), ("Thôn Núi Hiểu, {name}, {province}", [])]
)
def test_a_place_that_is_not_known_is_said_beside_the_field(
    desk: Client, hall: SessionSite, place: str, said: list[str]
) -> None:
    commune = CommuneFactory(name="Quang Châu")
    words = place.format(name=commune.name, province=commune.province.name)

    page = desk.post(at("walk-in", hall.session), {"card": WHOLE.format(place=words)})

    assert marked(page.text) == said
    assert bool(page.context["form"]["place"].value()) is not bool(said)
    assert words.split(",")[0] in page.context["form"]["address"].value()


def test_the_commune_officer_reads_the_same_beside_the_same_fields(client: Client) -> None:
    session = FairSessionFactory(state=SessionState.REGISTRATION_OPEN)
    SessionSiteFactory(session=session, centre=session.centre)
    commune = CommuneFactory(province=session.centre.province)
    sign_in(client, StaffRoleFactory(centre=session.centre, role=Role.COMMUNE, commune=commune).user)

    garbled = client.post(reverse("fairs:villager"), {"card": GARBLED})
    unknown = client.post(reverse("fairs:villager"), {"card": WHOLE.format(place="Xóm Mới, Đảo Không Tên")})

    assert {name: garbled.context["form"][name].value() for name in READ_BADLY} == READ_BADLY
    assert CHOOSE in unknown.text


def test_the_counter_reads_the_same_beside_the_same_fields(desk: Client, hall: SessionSite) -> None:
    garbled = desk.post(reverse("seekers:register"), {"card": GARBLED})
    unknown = desk.post(reverse("seekers:register"), {"card": WHOLE.format(place="Xóm Mới, Đảo Không Tên")})

    assert {name: garbled.context["form"][name].value() for name in READ_BADLY} == READ_BADLY
    assert len(marked(garbled.text)) == 3
    assert CHOOSE in unknown.text
