"""The form of the work somebody wants, on their phone and at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.api import Centre
from nhipcau.seekers.models import Seeker
from tests.seekers.factories import SeekerFactory

WORK = reverse("seekers:section", args=["viec"])
VI = {"Accept-Language": "vi"}


def test_wishes_are_taps_and_come_back_as_they_were_said(phone: Client, me: Seeker) -> None:
    said = {"farthest_km": "20", "wished_contract": "short", "avoids": ["overtime", "lift_20"], "musts": ["pay"]}
    phone.post(WORK, {"edition": 1, "wished_work": "may", **said})
    me.refresh_from_db()
    assert (me.farthest_km, me.wished_contract, me.avoids, me.musts) == (20, "short", ["lift_20", "overtime"], ["pay"])

    form = phone.get(WORK).context["form"]
    assert form["farthest_km"].value() == 20
    page = phone.get(reverse("seekers:me"), headers=VI).text
    for words in ("20 km", "Thời vụ, ngắn hạn", "Lương từ mức tôi nêu trở lên", "Tăng ca"):
        assert words in page


def test_what_was_said_can_be_unsaid(phone: Client, me: Seeker) -> None:
    Seeker.objects.filter(pk=me.pk).update(farthest_km=20, wished_contract="long", avoids=["overtime"], musts=["pay"])
    phone.post(WORK, {"edition": 1, "wished_work": "may", "farthest_km": "", "wished_contract": ""})
    me.refresh_from_db()
    assert (me.farthest_km, me.wished_contract, me.avoids, me.musts) == (None, "", [], [])


def test_a_distance_that_is_no_tap_stays_one_of_the_choices(phone: Client, me: Seeker) -> None:
    Seeker.objects.filter(pk=me.pk).update(farthest_km=18)
    assert [km for km, _label in phone.get(WORK).context["form"].fields["farthest_km"].choices] == [
        *("", 5, 10, 18, 20, 30, 40, 50, 200)
    ]
    phone.post(WORK, {"edition": 1, "wished_work": "may vá", "farthest_km": "18"})
    me.refresh_from_db()
    assert (me.farthest_km, me.wished_work) == (18, "may vá")


@pytest.mark.parametrize("typed", ["900", "0", "-5", "9" * 5000])
def test_a_distance_beyond_all_is_refused_beside_its_field(phone: Client, me: Seeker, typed: str) -> None:
    page = phone.post(WORK, {"edition": 1, "farthest_km": typed})
    assert set(page.context["form"].errors) == {"farthest_km"}
    me.refresh_from_db()
    assert (me.farthest_km, me.edition) == (None, 1)


def test_the_desk_writes_the_same_down(counter: Client, centre: Centre) -> None:
    person = SeekerFactory(centre=centre, wished_work="may")
    edit = reverse("seekers:edit", args=[person.pk])
    said = {name: getattr(person, name) for name in ("full_name", "sex", "wished_work")}
    counter.post(edit, {**said, "birth_date": "20/05/1998", "edition": 1, "farthest_km": "10", "musts": ["shift"]})
    person.refresh_from_db()
    assert (person.farthest_km, person.musts) == (10, ["shift"])
    assert person.provenance["musts"]["from"] == "staff"


def test_two_who_change_what_must_be_so_see_both_values(phone: Client, me: Seeker) -> None:
    Seeker.objects.filter(pk=me.pk).update(musts=["pay"], edition=2)
    page = phone.post(WORK, {"edition": 1, "wished_work": "may", "musts": ["shift"]}, headers=VI)
    assert page.status_code == 409
    assert ("Chỉ gợi ý việc đúng:", "Lương từ mức tôi nêu trở lên") in [
        (str(a), b) for a, b in page.context["conflicts"]
    ]
