import pytest
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.vacancies.models import Status, Vacancy
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.employers.counting import queries_of
from tests.employers.factories import EmployerFactory, RecruiterFactory, recruiter
from tests.reference.factories import OccupationFactory
from tests.vacancies.factories import LabourOrderFactory, VacancyFactory
from tests.vacancies.places import small_map

pytestmark = pytest.mark.django_db
MINE, ENTER = reverse("vacancies:mine"), reverse("vacancies:enter")


@pytest.fixture
def employer():
    return EmployerFactory(contact_name="Chị Lan", contact_phone="0912345678")


@pytest.fixture
def desk(client, employer):
    return sign_in(client, recruiter(employer))


def words(**more):
    said = {
        "title": "Công nhân may",
        "headcount": "20",
        "pay_kind": "month",
        "pay_from": "9",
        "pay_to": "12,5",
        "place": "Phường Nếnh, Bắc Ninh",
    }
    return said | more


def test_an_opening_is_entered_with_the_words_people_type(desk, employer):
    here = small_map()
    trade = OccupationFactory(code="8153")

    desk.post(ENTER, words(has_bus="on", benefits=["insurance", "bonus"], closes_on="2026-04-30"))

    made = Vacancy.objects.get()
    assert (made.employer, made.commune, made.occupation) == (employer, here.nenh, trade)
    assert (made.pay_from, made.pay_to, made.benefits) == (9_000_000, 12_500_000, ["insurance", "bonus"])
    assert (made.status, made.has_bus, made.has_dormitory) == (Status.SUBMITTED, True, False)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_place_that_stands_there_already_is_read_again_in_any_language(desk, employer, language):
    here = small_map()
    Employer.objects.filter(pk=employer.pk).update(park=here.park)
    said = desk.get(ENTER, headers={"Accept-Language": language}).context["form"]["place"].value()

    desk.post(ENTER, words(place=said), headers={"Accept-Language": language})

    assert (said, Vacancy.objects.get().park) == ("KCN Quang Châu", here.park)


def test_an_old_name_of_several_communes_is_asked_again_and_nothing_typed_is_lost(desk):
    small_map()

    page = desk.post(ENTER, words(place="huyện Việt Yên", description="May áo khoác", shift="three"))

    assert set(page.context["form"].errors) == {"place"}
    assert "Nếnh" in page.context["form"].errors["place"][0]
    assert "May áo khoác" in page.text
    assert 'value="three" selected' in page.text
    assert 'value="12,5"' in page.text
    assert not Vacancy.objects.exists()


def test_an_age_limit_without_a_reason_is_refused_with_words(desk):
    small_map()

    page = desk.post(ENTER, words(age_to="35"))

    assert len(page.context["form"].non_field_errors()) == 1
    assert not Vacancy.objects.exists()


def test_a_park_picked_from_the_suggestions_is_taken(desk):
    here = small_map()

    desk.post(ENTER, words(**{"place": "KCN Quang Châu", "place-picked": here.park.pk}))

    made = Vacancy.objects.get()
    assert (made.park, made.commune) == (here.park, here.nenh)


def test_a_new_opening_begins_with_the_contact_or_as_a_copy(desk, employer):
    old = VacancyFactory(employer=employer, title="Thợ hàn", has_dormitory=True)

    assert 'value="Chị Lan"' in desk.get(ENTER).text
    assert 'value="Thợ hàn"' in desk.get(ENTER, {"nhu": old.pk}).text
    assert 'value="Thợ hàn"' not in desk.get(ENTER, {"nhu": VacancyFactory(title="Thợ hàn").pk}).text


def test_who_recruits_for_several_says_for_which(client, employer):
    small_map()
    user = recruiter(employer)
    second = RecruiterFactory(user=user).employer
    sign_in(client, user)

    assert set(client.post(ENTER, words()).context["form"].errors) == {"employer"}
    stranger = EmployerFactory()
    assert set(client.post(ENTER, words(employer=stranger.pk)).context["form"].errors) == {"employer"}
    client.post(ENTER, words(employer=second.pk))

    assert Vacancy.objects.get().employer == second


def test_the_list_costs_the_same_for_one_or_many_and_shows_only_ones_own(desk, employer):
    VacancyFactory()
    opened = VacancyFactory(employer=employer, on_board=True)
    cost_of_one = queries_of(desk, MINE)
    returned = VacancyFactory(employer=employer, status=Status.RETURNED, review_note="Ghi rõ ca")
    waiting = VacancyFactory(employer=employer, order=LabourOrderFactory(employer=employer))

    assert queries_of(desk, MINE) == cost_of_one
    assert list(desk.get(MINE).context["page"]) == [returned, waiting, opened]
    assert list(desk.get(MINE, {"status": "open"}).context["page"]) == [opened]


def test_staff_of_the_keeping_centre_enter_for_an_enterprise(client, employer):
    small_map()
    sign_in(client, staff(Role.OPERATOR, employer.centre))

    client.post(ENTER, words())

    assert Vacancy.objects.get().employer == employer


def test_an_opening_is_mended_and_goes_back_to_the_desk(desk, employer):
    here = small_map()
    row = VacancyFactory(employer=employer, commune=here.nenh, status=Status.RETURNED, review_note="Ghi ca")
    url = reverse("vacancies:edit", args=[row.pk])

    assert "Ghi ca" in desk.get(url).text
    desk.get(reverse("vacancies:mine-one", args=[row.pk]))
    desk.post(url, words(shift="day", edition="1"))

    row.refresh_from_db()
    assert (row.shift, row.status, row.edition) == ("day", Status.SUBMITTED, 2)


def test_the_second_editor_sees_both_values_and_may_then_decide(desk, employer):
    here = small_map()
    row = VacancyFactory(employer=employer, commune=here.nenh, title="May áo", edition=2)
    url = reverse("vacancies:edit", args=[row.pk])

    conflict = desk.post(url, words(title="May quần", edition="1"))

    assert conflict.status_code == 409
    sides = {side.kept: side.wanted for side in conflict.context["sides"]}
    assert sides["May áo"] == "May quần"
    row.refresh_from_db()
    assert (row.title, row.edition) == ("May áo", 2)

    desk.post(url, words(title="May quần", edition=conflict.context["form"]["edition"].value()))
    row.refresh_from_db()
    assert (row.title, row.edition) == ("May quần", 3)


def test_a_recruiter_closes_an_opening(desk, employer):
    row = VacancyFactory(employer=employer, on_board=True)

    desk.post(reverse("vacancies:close", args=[row.pk]))

    row.refresh_from_db()
    assert row.status == Status.CLOSED


@pytest.mark.parametrize("name", ["mine-one", "edit", "close"])
def test_another_enterprises_opening_is_not_there(desk, name):
    row = VacancyFactory(on_board=True, title="Của người khác")
    url = reverse(f"vacancies:{name}", args=[row.pk])

    answers = {desk.get(url).status_code, desk.post(url, words(edition="1")).status_code}

    assert answers <= {404, 405}
    row.refresh_from_db()
    assert (row.title, row.status) == ("Của người khác", Status.OPEN)


def test_an_opening_abroad_needs_a_country_and_papers_but_no_commune(desk, employer):
    said = words(place="", country="JP", abroad_papers="GP 12; số 34", musts=["language"], languages="Tiếng Nhật")

    desk.post(ENTER, said)

    made = Vacancy.objects.get()
    assert (made.country, made.abroad_papers, made.musts, made.province) == ("JP", "GP 12; số 34", ["language"], None)
    page = desk.get(reverse("vacancies:mine-one", args=[made.pk]), headers={"Accept-Language": "vi"}).text
    assert "Nhật Bản" in page
    assert "GP 12; số 34" in page
    again = desk.get(reverse("vacancies:edit", args=[made.pk])).context["form"]
    assert (again["country"].value(), again["musts"].value()) == ("JP", ["language"])


def test_at_home_the_place_is_asked_for_and_abroad_the_papers(desk):
    assert set(desk.post(ENTER, words(place="")).context["form"].errors) == {"place"}
    assert set(desk.post(ENTER, words(country="JP")).context["form"].errors) == {"abroad_papers"}
    assert not Vacancy.objects.exists()
