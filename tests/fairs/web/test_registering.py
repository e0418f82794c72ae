import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.consents import api as consents
from nhipcau.consents.api import Purpose
from nhipcau.fairs.models import FairSession, Registration, SessionSite, SessionVacancy
from nhipcau.foundation.text.api import search_text
from nhipcau.seekers.models import Seeker
from tests.accounts.signing import sign_in
from tests.fairs.factories import (
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
)
from tests.fairs.web.conftest import cost_of
from tests.seekers.factories import PhoneUserFactory, SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Seeker:
    return SeekerFactory(with_account=True, wished_work="")


@pytest.fixture
def phone(me: Seeker) -> Client:
    return sign_in(Client(), seeker_user(me), method="code")


@pytest.fixture
def hall() -> SessionSite:
    return SessionSiteFactory()


@pytest.fixture
def online(hall: SessionSite) -> SessionSite:
    return SessionSiteFactory(session=hall.session, online=True)


def opening(site: SessionSite, title: str = "May công nghiệp", **more: object) -> SessionVacancy:
    there = ParticipationFactory(session=site.session, site=site, **more)
    return SessionVacancyFactory(participation=there, vacancy__title=title)


def step(name: str, session: FairSession) -> str:
    return reverse(f"fairs:{name}", args=[session.pk])


def test_a_person_registers_in_three_steps(phone: Client, me: Seeker, hall: SessionSite, online: SessionSite) -> None:
    session, sewing = hall.session, opening(hall)
    begun = phone.get(step("register", session))
    assert begun.headers["Location"] == step("register-where", session)

    where = phone.post(step("register-where", session), {"site": hall.pk})
    assert where.headers["Location"] == step("register-wishes", session)
    phone.post(step("register-wishes", session), {"do": "add", "opening": sewing.pk})
    assert sewing.vacancy.title in phone.get(step("register-send", session)).text
    sent = phone.post(step("register-send", session))

    registration = Registration.objects.get()
    assert sent.headers["Location"] == reverse("fairs:ticket", args=[registration.pk])
    assert (registration.seeker, registration.site, registration.channel) == (me, hall, "web")
    assert registration.wishes.get().session_vacancy == sewing


def test_nothing_is_ticked_and_only_what_is_ticked_is_given(phone: Client, me: Seeker, hall: SessionSite) -> None:
    session = hall.session
    phone.get(step("register", session))
    asked = phone.get(step("register-send", session))
    assert [one["value"] for one in asked.context["asked"]] == ["share_profile", "messages"]
    assert "checked" not in asked.text

    phone.post(step("register-send", session), {"purposes": ["share_profile", "statistics"]})

    given = {purpose for purpose, yes in consents.current(f"seeker:{me.pk}").items() if yes}
    assert given == {Purpose.SHARE_PROFILE}


def test_whoever_agreed_before_is_not_asked_again(phone: Client, me: Seeker, hall: SessionSite) -> None:
    consents.record_choices(
        subject=f"seeker:{me.pk}",
        given={Purpose.SHARE_PROFILE, Purpose.MESSAGES},
        channel=consents.Channel.WEB,
        by=None,
        now=hall.session.starts,
    )
    phone.get(step("register", hall.session))

    assert phone.get(step("register-send", hall.session)).context["asked"] == []


def test_an_opening_on_the_board_leads_to_the_fair_that_brings_it(phone: Client, hall: SessionSite) -> None:
    sewing = opening(hall)

    poster = phone.get(reverse("fairs:coming"), {"viec": sewing.vacancy_id})
    assert poster.headers["Location"] == f"{step('register', hall.session)}?viec={sewing.vacancy_id}"
    phone.get(poster.headers["Location"])

    chosen = phone.get(step("register-wishes", hall.session)).context["chosen"]
    assert [wish["row"] for wish in chosen] == [sewing]


def test_an_opening_that_no_fair_brings_leads_to_the_next_fair(client: Client, hall: SessionSite) -> None:
    response = client.get(reverse("fairs:coming"), {"viec": "999"})

    assert response.headers["Location"] == step("session", hall.session)


def test_a_stranger_signs_in_first_and_comes_back(client: Client, hall: SessionSite) -> None:
    response = client.get(step("register", hall.session), {"viec": "7"})

    assert response.headers["Location"].startswith(reverse("account_login"))
    assert "viec%3D7" in response.headers["Location"]


def test_a_new_phone_makes_a_file_and_comes_back(client: Client, hall: SessionSite) -> None:
    sign_in(client, PhoneUserFactory(), method="code")

    response = client.get(step("register", hall.session))

    assert response.headers["Location"] == f"{reverse('seekers:begin')}?next=%2Fphien%2F{hall.session_id}%2Fdang-ky%2F"


def test_a_family_on_one_phone_says_who_it_is(phone: Client, me: Seeker, hall: SessionSite) -> None:
    SeekerFactory(account=me.account)

    response = phone.get(step("register", hall.session))

    assert response.headers["Location"].startswith(reverse("seekers:choose"))


def test_whoever_is_registered_sees_the_ticket(phone: Client, me: Seeker, hall: SessionSite) -> None:
    registration = RegistrationFactory(site=hall, seeker=me)
    sewing = opening(hall)

    assert phone.get(step("register", hall.session)).headers["Location"] == reverse(
        "fairs:ticket", args=[registration.pk]
    )
    again = phone.get(step("register", hall.session), {"viec": sewing.vacancy_id})
    assert again.headers["Location"] == reverse("fairs:wishes", args=[registration.pk])


def test_a_session_that_takes_nobody_says_so(phone: Client) -> None:
    session = FairSessionFactory(state="announced")

    response = phone.get(step("register", session), follow=True)

    assert "chưa mở đăng ký" in response.text
    assert phone.get(step("register", FairSessionFactory(draft=True))).status_code == 404


def test_a_place_must_be_chosen_first(phone: Client, hall: SessionSite, online: SessionSite) -> None:
    session = hall.session

    assert phone.post(step("register-where", session), {"site": SessionSiteFactory().pk}).status_code == 422
    for name in ("register-wishes", "register-send"):
        assert phone.get(step(name, session)).headers["Location"] == step("register-where", session)


def test_a_session_that_closed_meanwhile_answers_in_words(phone: Client, hall: SessionSite) -> None:
    phone.get(step("register", hall.session))
    FairSession.objects.filter(pk=hall.session_id).update(state="postponed")

    response = phone.post(step("register-send", hall.session))

    assert response.status_code == 409
    assert "tạm hoãn" in response.text
    assert not Registration.objects.exists()


def test_wishes_are_ordered_with_buttons(phone: Client, hall: SessionSite) -> None:
    page, rows = step("register-wishes", hall.session), [opening(hall, f"Việc {n}") for n in range(3)]
    phone.get(step("register", hall.session))
    for row in rows:
        phone.post(page, {"do": "add", "opening": row.pk})

    for do, row in [("up", rows[2]), ("down", rows[0]), ("off", rows[1]), ("up", rows[2]), ("", rows[0])]:
        phone.post(page, {"do": do, "opening": row.pk})

    assert [wish["row"] for wish in phone.get(page).context["chosen"]] == [rows[2], rows[0]]


def test_a_full_list_says_so_and_stays(phone: Client, hall: SessionSite) -> None:
    FairSession.objects.update(most_wishes=1)
    page, rows = step("register-wishes", hall.session), [opening(hall) for _n in range(2)]
    phone.get(step("register", hall.session))

    phone.post(page, {"do": "add", "opening": rows[0].pk})
    answer = phone.post(page, {"do": "add", "opening": rows[1].pk}, headers={"HX-Request": "true"})

    assert "Danh sách đã đủ" in answer.text
    assert "<html" not in answer.text
    assert [wish["row"] for wish in answer.context["chosen"]] == [rows[0]]


def test_the_search_needs_no_accents_and_finds_what_can_be_met(
    phone: Client, hall: SessionSite, online: SessionSite
) -> None:
    sewing = opening(hall, "May công nghiệp", online=True)
    opening(hall, "May mẫu")
    opening(hall, "Hàn điện", online=True)
    phone.post(step("register-where", hall.session), {"site": online.pk})

    found = phone.get(step("register-wishes", hall.session), {"q": "may cong nghiep"}).context["found"]

    assert (found.rows, found.count) == ([sewing], 1)


def test_what_the_person_looks_for_is_offered_first(phone: Client, me: Seeker, hall: SessionSite) -> None:
    welding = opening(hall, "Hàn điện")
    opening(hall, "May công nghiệp")
    Seeker.objects.filter(pk=me.pk).update(wished_work="thợ hàn")
    phone.get(step("register", hall.session))
    assert len(phone.get(step("register-wishes", hall.session)).context["found"].rows) == 2

    Seeker.objects.filter(pk=me.pk).update(wished_work="hàn")

    assert phone.get(step("register-wishes", hall.session)).context["found"].rows == [welding]


def test_a_job_of_that_name_comes_before_an_enterprise_of_that_name(phone: Client, hall: SessionSite) -> None:
    named = opening(hall, "Kế toán")
    named.participation.employer.search = search_text("Công ty May Mắn")
    named.participation.employer.save()
    SessionVacancy.objects.filter(pk=named.pk).update(headcount=900)
    sewing = opening(hall, "May công nghiệp")
    for row in (named, sewing):
        row.vacancy.title_search = search_text(row.vacancy.title)
        row.vacancy.save(update_fields=["title_search"])
    phone.get(step("register", hall.session))

    found = phone.get(step("register-wishes", hall.session), {"q": "may"}).context["found"]

    assert found.rows == [sewing, named]


def test_the_list_of_jobs_costs_the_same_for_one_or_many(phone: Client, hall: SessionSite) -> None:
    page = step("register-wishes", hall.session)
    opening(hall)
    phone.get(step("register", hall.session))
    alone = cost_of(phone, page)

    for _n in range(2):
        opening(hall)

    assert cost_of(phone, page) == alone


def test_the_list_of_places_costs_the_same_for_one_or_many(phone: Client, hall: SessionSite) -> None:
    page = step("register-where", hall.session)
    alone = cost_of(phone, page)

    SessionSiteFactory.create_batch(2, session=hall.session, role="meeting_point")

    assert cost_of(phone, page) == alone


def test_staff_and_recruiters_have_no_tickets(hall: SessionSite, operator: Client, foreign_recruiter: Client) -> None:
    for other in (operator, foreign_recruiter):
        assert other.get(step("register", hall.session)).status_code == 403
        assert other.get(reverse("fairs:mine")).status_code == 403


def test_a_user_without_a_name_is_no_seeker(client: Client, hall: SessionSite, django_user_model: type[User]) -> None:
    client.force_login(django_user_model.objects.create(username="nobody"))

    assert client.get(step("register", hall.session)).status_code == 403
