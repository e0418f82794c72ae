from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role, StaffRole
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.seekers.web.forms import boxes_of

PEOPLE, REGISTER = reverse("seekers:people"), reverse("seekers:register")
LEAST = {
    "full_name": "Trần Văn Nam",
    "birth_date": "20/5/1998",
    "sex": "male",
    "purposes": ["counselling"],
}
NUMBER = "027198001234"
Cost = Callable[[Callable[[], object]], int]


def test_the_list_costs_the_same_for_one_or_many(counter: Client, centre: Centre, cost: Cost) -> None:
    people = [SeekerFactory(centre=centre, commune=CommuneFactory())]
    SeekerFactory()
    one = cost(lambda: counter.get(PEOPLE))
    people += [SeekerFactory(centre=centre, commune=CommuneFactory()) for _more in range(2)]

    assert cost(lambda: counter.get(PEOPLE)) == one
    assert {row["seeker"] for row in counter.get(PEOPLE).context["rows"]} == set(people)


def test_a_search_costs_the_same_for_one_or_many(counter: Client, centre: Centre, cost: Cost) -> None:
    SeekerFactory(centre=centre, full_name="Trần Thị Lan")
    one = cost(lambda: counter.post(PEOPLE, {"q": "lan"}))
    SeekerFactory.create_batch(2, centre=centre, full_name="Trần Thị Lan")

    assert cost(lambda: counter.post(PEOPLE, {"q": "lan"})) == one
    assert len(counter.post(PEOPLE, {"q": "lan"}).context["rows"]) == 3


def test_a_search_with_htmx_swaps_only_the_list(counter: Client, centre: Centre) -> None:
    lan = SeekerFactory(centre=centre, full_name="Trần Thị Lan", phone="0912345678")
    page = counter.post(PEOPLE, {"q": "0912 345 678"}, headers={"HX-Request": "true"})

    assert "<html" not in page.text
    assert page.text.count(reverse("seekers:person", args=[lan.pk])) == 1
    assert "0912345678" not in page.text
    assert AuditRecord.objects.get().action == "seeker.look_up_number"


def test_nobody_found_says_what_to_do(counter: Client) -> None:
    page = counter.post(PEOPLE, {"q": "không ai"})
    assert page.text.count(REGISTER) == 2


def test_somebody_without_a_phone_is_registered_on_one_screen(counter: Client, clerk: User, centre: Centre) -> None:
    answer = counter.post(REGISTER, LEAST | {"citizen_number": NUMBER, "card_checked": "on"})

    nam = Seeker.objects.get()
    assert answer.headers["Location"] == reverse("seekers:person", args=[nam.pk])
    assert (nam.centre, nam.registered_by, nam.account) == (centre, clerk, None)
    assert (nam.provenance["citizen_number"]["from"], nam.provenance["sex"]["from"]) == ("card", "card")
    line = consents.ledger(subject_of(nam)).get()
    assert (line.text.purpose, line.channel) == (Purpose.COUNSELLING, Channel.COUNTER)


def test_no_box_is_ticked_before_the_person_says_yes(counter: Client) -> None:
    page = counter.get(REGISTER)
    assert boxes_of(page.text, "purposes") == dict.fromkeys(set(Purpose.values) - {"linked_centres"}, False)
    assert not page.context["form"]["has_disability"].value()


def test_without_the_needed_permission_nothing_is_lost_and_nothing_made(counter: Client) -> None:
    page = counter.post(REGISTER, LEAST | {"purposes": ["messages"]})

    assert page.status_code == 200
    assert page.context["refused"]
    assert page.context["form"]["full_name"].value() == "Trần Văn Nam"
    assert [value for value, ticked in boxes_of(page.text, "purposes").items() if ticked] == ["messages"]
    assert not Seeker.objects.exists()


def test_a_likely_double_is_asked_about_first(counter: Client, centre: Centre) -> None:
    known = SeekerFactory(full_name="Trần Văn Nam", centre=centre)

    page = counter.post(REGISTER, LEAST)
    assert [row["seeker"] for row in page.context["same"]] == [known]
    assert Seeker.objects.count() == 1
    counter.post(REGISTER, LEAST | {"another": "1"})
    assert Seeker.objects.count() == 2


def test_a_returning_person_of_this_centre_is_opened_instead(counter: Client, centre: Centre) -> None:
    known = SeekerFactory(full_name="Trần Văn Nam", citizen_number=NUMBER, centre=centre)

    answer = counter.post(REGISTER, LEAST | {"citizen_number": NUMBER, "another": "1"})

    assert answer.headers["Location"] == reverse("seekers:person", args=[known.pk])
    assert Seeker.objects.count() == 1


def test_a_number_of_another_centre_is_refused_without_a_name(counter: Client) -> None:
    SeekerFactory(full_name="Trần Văn Nam", citizen_number=NUMBER)

    page = counter.post(REGISTER, LEAST | {"citizen_number": NUMBER})

    assert list(page.context["form"].errors) == ["citizen_number"]
    assert Seeker.objects.count() == 1


def test_staff_of_two_centres_say_which_keeps_the_file(counter: Client, clerk: User) -> None:
    second = CentreFactory()
    StaffRole.objects.create(user=clerk, centre=second, role=Role.FRONT_DESK, starts_on=NOON.date())

    assert len(counter.get(REGISTER).context["centres"]) == 2
    counter.post(REGISTER, LEAST | {"centre": second.pk})
    assert Seeker.objects.get().centre == second


def test_a_centre_of_others_cannot_be_chosen(counter: Client) -> None:
    assert counter.post(REGISTER, LEAST | {"centre": CentreFactory().pk}).status_code == 403
    assert not Seeker.objects.exists()


@pytest.mark.parametrize("url", [PEOPLE, REGISTER])
def test_the_counter_is_for_staff(client: Client, db: None, url: str) -> None:
    client.force_login(seeker_user(SeekerFactory()))
    assert client.get(url).status_code == 403
    sign_in(client, staff(Role.ARCHIVE))
    assert client.get(url).status_code == 403


CARD = "099198012345||Nguyễn Thị Thu Hường|20051998|Nữ|Thôn Núi Hiểu, Quang Châu|01072022"


def test_a_card_fills_the_counters_form_and_loses_nothing(counter: Client) -> None:
    typed = {"phone": "0912345678", "wants_dormitory": "on", "wished_pay": "9", "purposes": ["counselling"]}

    page = counter.post(reverse("seekers:register"), {**typed, "card": CARD})

    form = page.context["form"]
    assert [form[name].value() for name in ("full_name", "citizen_number", "phone", "wished_pay")] == [
        "Nguyễn Thị Thu Hường", "099198012345", "0912345678", "9",
    ]  # fmt: skip
    assert form["wants_dormitory"].value() == "on"
    assert [choice["value"] for choice in page.context["choices"] if choice["checked"]] == ["counselling"]
    assert not Seeker.objects.exists()


def test_what_the_card_said_is_kept_as_said_by_the_card(counter: Client) -> None:
    sent = {"full_name": "Nguyễn Thị Thu Hường", "birth_date": "20/05/1998", "sex": "female", "phone": "0912345678"}
    said = {**sent, "citizen_number": "099198012345", "scanned": CARD, "purposes": ["counselling"]}

    counter.post(reverse("seekers:register"), said)

    told = {name: source["from"] for name, source in Seeker.objects.get().provenance.items()}
    assert told == {
        "full_name": "card", "birth_date": "card", "sex": "card", "citizen_number": "card", "phone": "staff",
    }  # fmt: skip


def test_a_returning_person_is_named_as_on_the_card(counter: Client, centre: Centre) -> None:
    known = SeekerFactory(centre=centre, full_name="Nguyễn Thị Thu Hường", citizen_number="099198012345")

    page = counter.post(reverse("seekers:register"), {"card": CARD})

    assert "Đã có hồ sơ" in page.text
    assert "Nguyễn Thị Thu Hường · 1998" in page.text
    assert reverse("seekers:person", args=[known.pk]) in page.text


def test_too_many_numbers_are_not_looked_up(counter: Client) -> None:
    pages = [counter.post(reverse("seekers:people"), {"q": "0912345678"}) for _turn in range(21)]

    assert pages[19].context["refused"] == []
    assert "vừa tra quá nhiều số" in pages[20].text
