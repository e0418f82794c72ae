"""A citizen card at the door: as good as a ticket, and nothing about people of other centres."""

import re

import pytest
from django.test import Client

from nhipcau.centres.models import Role
from nhipcau.fairs.models import Attendance, Registration, SessionSite
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.text.api import search_text
from nhipcau.seekers.models import Seeker
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import RegistrationFactory, SessionSiteFactory
from tests.fairs.web.conftest import at, opened_by
from tests.reference.factories import CommuneFactory, ProvinceFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
NUMBER, NAME = "099198012345", "Nguyễn Thị Thu Hường"
CARD = f"{NUMBER}|121234567|{NAME}|20051998|Nữ|Thôn Núi Hiểu, Quang Châu, Việt Yên, Bắc Giang|01072022"
CHANGING = re.compile(r'(name="(?:csrfmiddlewaretoken|scan_id)" value="|nonce="|X-CSRFToken": ")[^"]*')


def plain(text: str) -> str:
    """A page without what is new each time."""
    return CHANGING.sub("", text)


def known(centre: object, **more: object) -> Seeker:
    person = {"full_name": NAME, "search": search_text(NAME), "citizen_number": NUMBER, "centre": centre}
    return SeekerFactory(**person | more)


def sent(**more: object) -> dict[str, object]:
    """The form as the card filled it, with one tick."""
    least = {"full_name": NAME, "birth_date": "20/05/1998", "sex": "female", "citizen_number": NUMBER}
    return {**least, "scanned": CARD, "purposes": ["counselling"], **more}


def test_the_card_of_somebody_registered_lets_them_in_like_the_ticket(desk: Client, hall: SessionSite) -> None:
    ticket = RegistrationFactory(site=hall, seeker=known(hall.centre))

    first = desk.post(at("scan", hall.session), {"code": CARD}, headers={"HX-Request": "true"})
    again = desk.post(at("scan", hall.session), {"code": CARD + "\r\n"}, headers={"HX-Request": "true"})

    ticket.refresh_from_db()
    assert "CHÀO MỪNG" in first.text
    assert "Đã vào 12:00" in again.text
    assert ticket.state == "checked_in"
    assert Attendance.objects.count() == 1


def test_who_has_a_file_here_is_named_as_on_the_card_and_let_in_with_one_tap(desk: Client, hall: SessionSite) -> None:
    person = known(hall.centre, phone="0912345678")
    page = desk.post(at("scan", hall.session), {"code": CARD})
    assert "Đã có hồ sơ" in page.text
    assert f"<strong>{NAME}</strong> · 1998" in page.text
    assert "0912" not in page.text

    desk.post(at("let-in", hall.session), {"seeker": person.pk, "scanned": CARD})

    ticket = Registration.objects.get()
    assert (ticket.seeker, ticket.state, ticket.channel) == (person, "checked_in", "walk_in")
    person.refresh_from_db()
    assert {name for name, told in person.provenance.items() if told["from"] == "card"} == {
        "full_name", "birth_date", "sex", "citizen_number",
    }  # fmt: skip


@pytest.mark.parametrize("page", ["scan", "walk-in"])
@pytest.mark.parametrize("whose", ["another centre's", "another name's", "another birthday's"])
def test_a_number_that_is_not_ours_answers_as_an_unknown_one(
    desk: Client, hall: SessionSite, page: str, whose: str
) -> None:
    field = {"code": CARD} if page == "scan" else {"card": CARD}
    unknown = desk.post(at(page, hall.session), field)
    if whose == "another centre's":
        elsewhere = SessionSiteFactory(session=hall.session, centre=CentreFactory(), role="meeting_point")
        RegistrationFactory(site=elsewhere, seeker=known(elsewhere.centre))
    elif whose == "another name's":
        known(hall.centre, full_name="Trần Thị Bình", search=search_text("Trần Thị Bình"))
    else:
        known(hall.centre, birth_date=NOON.date().replace(year=1990))

    answer = desk.post(at(page, hall.session), field)

    assert (answer.status_code, plain(answer.text)) == (unknown.status_code, plain(unknown.text))
    assert "Đã có hồ sơ" not in answer.text
    assert not Registration.objects.filter(state="checked_in").exists()


def test_the_control_the_two_pages_differ_when_the_person_is_ours(desk: Client, hall: SessionSite) -> None:
    unknown = desk.post(at("walk-in", hall.session), {"card": CARD})
    known(hall.centre)

    assert plain(desk.post(at("walk-in", hall.session), {"card": CARD}).text) != plain(unknown.text)


def test_a_look_is_noted_without_the_number_and_guessing_stops(desk: Client, hall: SessionSite) -> None:
    known(hall.centre)
    for _scan in range(20):
        assert "Đã có hồ sơ" in desk.post(at("scan", hall.session), {"code": CARD}).text

    stopped = desk.post(at("scan", hall.session), {"code": CARD})

    assert "Đã có hồ sơ" not in stopped.text
    assert "vừa tra quá nhiều số" in stopped.text
    looks = AuditRecord.objects.filter(action="seeker.look_up_number")
    assert looks.count() == 20
    assert NUMBER not in str(list(looks.values()))


def test_a_colleague_is_not_stopped_by_ones_guessing(desk: Client, hall: SessionSite) -> None:
    known(hall.centre)
    for _scan in range(21):
        desk.post(at("scan", hall.session), {"code": CARD})
    colleague = opened_by(staff(Role.FRONT_DESK, hall.centre))

    assert "Đã có hồ sơ" in colleague.post(at("scan", hall.session), {"code": CARD}).text


def test_the_card_fills_the_form_and_what_was_typed_stays(desk: Client, hall: SessionSite) -> None:
    province = ProvinceFactory(name="Bắc Ninh", code="24")
    typed = {"phone": "0912345678", "purposes": ["counselling"], "wish_1": "may", "full_name": "Nguye"}
    assert province

    page = desk.post(at("walk-in", hall.session), {**typed, "card": CARD})

    form = page.context["form"]
    shown = {name: form[name].value() for name in ("full_name", "sex", "citizen_number", "phone", "wish_1")}
    assert shown == {
        "full_name": NAME, "sex": "female", "citizen_number": NUMBER, "phone": "0912345678", "wish_1": "may",
    }  # fmt: skip
    assert 'value="20/05/1998"' in page.text
    assert [choice["value"] for choice in page.context["choices"] if choice["checked"]] == ["counselling"]
    assert not form.errors
    assert not Seeker.objects.exists()


def test_a_bad_card_keeps_what_was_read_and_says_the_rest(desk: Client, hall: SessionSite) -> None:
    page = desk.post(at("walk-in", hall.session), {"card": f"{NUMBER}||Nguy?n Th? Thu|20051998|Nữ"})

    form = page.context["form"]
    assert (form["citizen_number"].value(), form["sex"].value()) == (NUMBER, "female")
    assert form["full_name"].value() == "Nguy?n Th? Thu"
    assert 'class="warn-words">Họ tên nhận được bị mất chữ' in page.text
    assert "Không nhận được địa chỉ" in page.text


def test_answers_of_the_card_say_so_and_corrected_ones_do_not(desk: Client, hall: SessionSite) -> None:
    desk.post(at("walk-in", hall.session), sent(full_name="Nguyễn Thu Hường", phone="0912345678"))

    told = {name: source["from"] for name, source in Seeker.objects.get().provenance.items()}
    assert told == {
        "full_name": "staff", "phone": "staff", "birth_date": "card", "sex": "card", "citizen_number": "card",
    }  # fmt: skip


def test_the_commune_of_the_card_is_proposed_and_kept(desk: Client, hall: SessionSite) -> None:
    commune = CommuneFactory(name="Quang Châu")
    where = f"Thôn Núi Hiểu, {commune.name}, {commune.province.name}"
    card = CARD.replace("Thôn Núi Hiểu, Quang Châu, Việt Yên, Bắc Giang", where)

    page = desk.post(at("walk-in", hall.session), {"card": card})
    form = page.context["form"]
    proposed = {name: form[name].value() for name in ("place", "address")}
    desk.post(at("walk-in", hall.session), sent(scanned=card, **proposed))

    person = Seeker.objects.get()
    assert (person.commune, person.address) == (commune, "Thôn Núi Hiểu")
    assert person.provenance["commune"]["from"] == person.provenance["address"]["from"] == "card"


def test_a_number_held_elsewhere_is_refused_as_ever_and_one_tap_goes_on_without_it(
    desk: Client, hall: SessionSite
) -> None:
    known(CentreFactory())

    refused = desk.post(at("walk-in", hall.session), sent())
    assert "without_number" in refused.text
    assert Registration.objects.count() == 0
    desk.post(at("walk-in", hall.session), sent(without_number="1"))

    assert Registration.objects.get().seeker.citizen_number == ""


def test_a_file_made_without_a_number_is_recognised_and_gets_it_from_the_card(desk: Client, hall: SessionSite) -> None:
    person = known(hall.centre, citizen_number="")
    page = desk.post(at("walk-in", hall.session), {"card": CARD})
    assert page.context["scan"].known.perhaps == [person]

    desk.post(at("let-in", hall.session), {"seeker": person.pk, "scanned": CARD})

    person.refresh_from_db()
    assert person.citizen_number == NUMBER
    assert person.provenance["citizen_number"]["from"] == "card"


def test_a_namesake_with_another_number_is_somebody_else(desk: Client, hall: SessionSite) -> None:
    known(hall.centre, citizen_number="099198099999")

    page = desk.post(at("walk-in", hall.session), {"card": CARD})
    desk.post(at("walk-in", hall.session), sent())

    assert page.context["scan"].people == []
    assert Seeker.objects.count() == 2


def test_somebody_elses_card_changes_nothing_in_a_file(desk: Client, hall: SessionSite) -> None:
    person = known(hall.centre, citizen_number="", full_name="Trần Thị Bình")

    desk.post(at("let-in", hall.session), {"seeker": person.pk, "scanned": CARD})

    person.refresh_from_db()
    assert (person.citizen_number, person.provenance) == ("", {})


def test_a_mother_and_her_children_share_a_phone_that_is_typed_once(desk: Client, hall: SessionSite) -> None:
    known(CentreFactory(), full_name="Người Khác", citizen_number="", phone="0912345678")
    door = desk.post(at("walk-in", hall.session), sent(phone="0912345678"), follow=True)
    assert 'name="same_phone"' in door.text

    hint = desk.post(at("same-phone", hall.session), {"phone": "0912 345 678"})
    again = desk.post(at("walk-in", hall.session), {"same_phone": "1"})
    child = {"full_name": "Trần Minh Đức", "birth_date": "01/02/2009", "sex": "male", "purposes": ["counselling"]}
    desk.post(at("walk-in", hall.session), {**child, "phone": again.context["form"]["phone"].value()})

    assert "Số này đã có 1 người" in hint.text
    assert NAME in hint.text
    assert "Người Khác" not in hint.text
    assert again.context["form"]["phone"].value() == "0912345678"
    assert [person.phone for person in Seeker.objects.filter(centre=hall.centre)] == ["0912345678"] * 2
    assert "2 người" in desk.post(at("same-phone", hall.session), {"phone": "0912345678"}).text


def test_without_a_phone_nobody_is_offered_to_share_it(desk: Client, hall: SessionSite) -> None:
    door = desk.post(at("walk-in", hall.session), sent(), follow=True)

    assert "In phiếu" in door.text
    assert 'name="same_phone"' not in door.text


def test_another_centres_desk_reads_no_cards_here(hall: SessionSite, stranger: Client) -> None:
    known(hall.centre)

    assert stranger.post(at("scan", hall.session), {"code": CARD}).status_code == 404
    assert stranger.post(at("walk-in", hall.session), {"card": CARD}).status_code == 404
    assert stranger.post(at("same-phone", hall.session), {"phone": "0912345678"}).status_code == 404
