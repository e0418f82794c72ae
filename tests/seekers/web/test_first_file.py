import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.consents import api as consents
from nhipcau.consents.api import Purpose
from nhipcau.seekers.http import CHOSEN
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of
from tests.conftest import NOON
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory
from tests.seekers.web.forms import boxes_of

BEGIN = reverse("seekers:begin")
ASKED_AT_FIRST = [purpose for purpose in Purpose.values if purpose != Purpose.LINKED_CENTRES]
NAME = {"full_name": "Trần Văn Nam", "birth_date": "20051998", "sex": "male"}
WORK = {"wished_work": "hàn", "wished_pay": "9,5", "wished_shift": "day", "wants_dormitory": "on"}


def at(step: str) -> str:
    return reverse("seekers:step", args=[step])


@pytest.fixture
def agreed(newcomer: Client, centre: Centre) -> Client:
    newcomer.get(BEGIN)
    newcomer.post(at("dong-y"), {"purposes": ["counselling", "messages"]})
    return newcomer


def test_a_file_is_made_in_four_short_steps_and_leads_back(newcomer: Client, centre: Centre) -> None:
    commune = CommuneFactory(province=centre.province)

    first = newcomer.get(f"{BEGIN}?next=/phien/7/", follow=True)
    assert first.redirect_chain[-1][0] == at("dong-y")
    assert newcomer.post(at("dong-y"), {"purposes": ["counselling"]}).headers["Location"] == at("noi-o")
    place = {"place": "quê tôi", "place-picked": commune.code}
    assert newcomer.post(at("noi-o"), place).headers["Location"] == at("ho-ten")
    assert newcomer.post(at("ho-ten"), NAME).headers["Location"] == at("viec")
    assert newcomer.post(at("viec"), WORK).headers["Location"] == "/phien/7/"

    nam = Seeker.objects.get()
    assert (nam.full_name, nam.commune, nam.centre) == ("Trần Văn Nam", commune, centre)
    assert (nam.wished_pay, nam.wished_shift, nam.wants_dormitory) == (9_500_000, "day", True)
    assert nam.phone == nam.account.phone
    assert newcomer.session[CHOSEN] == nam.pk


def test_no_permission_is_ticked_before_the_person_ticks_it(newcomer: Client, centre: Centre) -> None:
    newcomer.get(BEGIN)
    asked = boxes_of(newcomer.get(at("dong-y")).text, "purposes")
    assert asked == dict.fromkeys(ASKED_AT_FIRST, False)


def test_each_permission_comes_with_its_words(newcomer: Client, centre: Centre) -> None:
    newcomer.get(BEGIN)
    page = newcomer.get(at("dong-y"))
    texts = {text.purpose: text.text_vi for text in consents.texts_in_force(NOON.date())}
    assert [texts[purpose] in page.text for purpose in ASKED_AT_FIRST] == [True] * len(ASKED_AT_FIRST)


def test_what_the_person_said_yes_to_is_noted_and_nothing_more(agreed: Client) -> None:
    agreed.post(at("noi-o"), {"place": ""})
    agreed.post(at("ho-ten"), NAME)

    given = consents.current(subject_of(Seeker.objects.get()))
    assert {purpose for purpose, yes in given.items() if yes} == {Purpose.COUNSELLING, Purpose.MESSAGES}


def test_without_the_first_permission_nothing_goes_on_and_the_rest_stays_ticked(
    newcomer: Client, centre: Centre
) -> None:
    newcomer.get(BEGIN)
    page = newcomer.post(at("dong-y"), {"purposes": ["messages"]})

    assert page.status_code == 200
    assert page.text.count('role="alert"') == 1
    assert [value for value, ticked in boxes_of(page.text, "purposes").items() if ticked] == ["messages"]
    assert newcomer.get(at("ho-ten")).headers["Location"] == at("dong-y")
    assert not Seeker.objects.exists()


def test_going_back_loses_nothing_and_makes_no_second_file(agreed: Client, centre: Centre) -> None:
    commune = CommuneFactory(province=centre.province)
    agreed.post(at("noi-o"), {"place": "x", "place-picked": commune.code})
    assert agreed.get(at("noi-o")).context["form"]["place"].value() == f"{commune.label}, {commune.province.label}"
    agreed.post(at("ho-ten"), NAME)

    page = agreed.get(at("ho-ten"))
    assert page.context["form"]["full_name"].value() == "Trần Văn Nam"
    agreed.post(at("ho-ten"), NAME | {"full_name": "Trần Văn Năm"})

    assert [nam.full_name for nam in Seeker.objects.all()] == ["Trần Văn Năm"]
    assert agreed.get(at("dong-y")).headers["Location"] == reverse("seekers:consents")


def test_what_was_typed_stays_when_something_is_wrong(agreed: Client) -> None:
    page = agreed.post(at("ho-ten"), NAME | {"birth_date": "01/01/2015"})

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["birth_date"]
    assert page.context["form"]["full_name"].value() == "Trần Văn Nam"
    assert not Seeker.objects.exists()


@pytest.mark.parametrize("typed", ["20/05/1998", "20-5-1998", "20051998", "20 5 1998"])
def test_a_day_is_understood_as_people_type_it(agreed: Client, typed: str) -> None:
    agreed.post(at("ho-ten"), NAME | {"birth_date": typed})
    assert Seeker.objects.get().birth_date.isoformat() == "1998-05-20"


def test_an_unknown_place_is_asked_again_in_words(agreed: Client) -> None:
    page = agreed.post(at("noi-o"), {"place": "nơi nào đó không có"})
    assert list(page.context["form"].errors) == ["place"]


def test_a_file_begun_goes_on_where_it_was_left(agreed: Client) -> None:
    assert agreed.get(BEGIN).headers["Location"] == at("noi-o")


def test_steps_out_of_order_lead_to_the_one_that_is_next(newcomer: Client, agreed: Client) -> None:
    assert agreed.get(at("viec")).headers["Location"] == at("ho-ten")
    assert agreed.get(at("xyz")).status_code == 404


def test_a_step_without_a_beginning_begins(newcomer: Client) -> None:
    assert newcomer.get(at("viec")).headers["Location"] == BEGIN


def test_another_person_on_the_same_phone_gets_a_file_of_their_own(
    newcomer: Client, phone_user: User, centre: Centre
) -> None:
    mother = SeekerFactory(account=phone_user, centre=centre)
    newcomer.get(BEGIN)
    newcomer.post(at("dong-y"), {"purposes": ["counselling"]})
    newcomer.post(at("ho-ten"), NAME)

    people = Seeker.objects.filter(account=phone_user).order_by("pk")
    assert [person.full_name for person in people] == [mother.full_name, "Trần Văn Nam"]
    assert newcomer.session[CHOSEN] == people[1].pk


def test_nobody_is_led_to_another_site(newcomer: Client, centre: Centre) -> None:
    newcomer.get(f"{BEGIN}?next=https://elsewhere.example/")
    assert newcomer.session["first_file"]["next"] == ""


def test_before_any_centre_works_here_no_file_is_made_and_it_is_said(newcomer: Client) -> None:
    newcomer.get(BEGIN)
    newcomer.post(at("dong-y"), {"purposes": ["counselling"]})
    page = newcomer.post(at("ho-ten"), NAME)
    assert list(page.context["form"].errors) == ["full_name"]


def test_a_visitor_signs_in_first(client: Client, db: None) -> None:
    assert client.get(BEGIN).status_code == 302
    assert "next=" in client.get(BEGIN).headers["Location"]
