"""The recruiter's page of people who fit: no names before a yes, calls by marks, and nothing of another enterprise."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from nhipcau.consents.api import Purpose
from nhipcau.fairs.actions import calling_people as actions
from nhipcau.fairs.models import FairSession, Participation, SessionState, SessionVacancy
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.matching.api import Invitation, mark_of
from nhipcau.matching.queries.held import forget_held
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Status, Vacancy
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.calling import at_the_fair, called, hirer_of, somebody
from tests.fairs.factories import SessionVacancyFactory
from tests.fairs.web.conftest import cost_of, opened_by
from tests.matching.factories import agrees
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
MARK = re.compile(r'name="person"\s+value="([^"]+)"')


@pytest.fixture(autouse=True)
def nobody_held() -> None:
    forget_held()


@pytest.fixture
def brought() -> SessionVacancy:
    return at_the_fair()


@pytest.fixture
def hirer(brought: SessionVacancy) -> Client:
    return opened_by(hirer_of(brought))


def page_of(vacancy: Vacancy) -> str:
    return reverse("fairs:whom-it-suits", args=[vacancy.pk])


def seen(client: Client, vacancy: Vacancy) -> str:
    return client.post(reverse("fairs:see-people", args=[vacancy.pk])).text


def call_of(vacancy: Vacancy) -> str:
    return reverse("fairs:call-people", args=[vacancy.pk])


def marks(text: str) -> list[str]:
    return [html.unescape(mark) for mark in MARK.findall(text)]


def come(brought: SessionVacancy, person: Seeker) -> Invitation:
    made = called(brought, person)
    actions.come(invitation=made, site=brought.participation.site, by=seeker_user(person), now=NOON)
    return made


def test_people_are_shown_without_name_age_sex_phone_or_number(brought: SessionVacancy, hirer: Client) -> None:
    person = somebody(full_name="Hoàng Thị Rất Lạ", phone="0912345678", skills="may công nghiệp", wished_pay=8_250_000)
    with override("vi"):
        text = html.unescape(seen(hirer, brought.vacancy))

    assert "Việc này hợp với 1 người" in text
    assert "Rất Lạ" not in text
    assert [
        words for words in ("0912345678", "0912 345 678", "1998", "27 tuổi", "Hoàng", "Nữ", "8,25") if words in text
    ] == []
    assert len(marks(text)) == 1
    assert marks(text) != [str(person.pk)]
    assert AuditRecord.objects.get(action="opening.see_people").target_id == str(brought.vacancy_id)


@pytest.mark.parametrize(("neighbours", "named"), [(1, False), (2, True)])
def test_a_commune_is_named_from_three_people_on_and_so_is_the_way(
    brought: SessionVacancy, hirer: Client, neighbours: int, named: bool
) -> None:
    home = CommuneFactory(name="Xã Ở Một Mình", latitude=21.0, longitude=106.0)
    Vacancy.objects.update(commune=home)
    somebody(commune=home)
    SeekerFactory.create_batch(neighbours, commune=home)
    with override("vi"):
        text = seen(hirer, brought.vacancy).split("<main")[-1]
    assert (f"</svg> {home.label}" in " ".join(text.split())) == named
    assert ("Gần nhà" in text) == named


def test_the_chosen_fair_is_the_one_people_are_invited_to(brought: SessionVacancy, hirer: Client) -> None:
    somebody(wished_work="việc gì cũng được")
    week = timedelta(days=7)
    later = SessionVacancyFactory(
        participation__employer=brought.participation.employer,
        participation__session__starts=brought.participation.session.starts + week,
        participation__session__ends=brought.participation.session.ends + week,
        vacancy=brought.vacancy,
    ).participation.session
    with override("vi"):
        text = hirer.get(f"{page_of(brought.vacancy)}?phien={later.pk}").text
        shown = hirer.post(reverse("fairs:see-people", args=[brought.vacancy_id]), {"phien": later.pk}).text
    assert f'href="?phien={later.pk}"' in text
    assert "Việc gì cũng nhận" in shown
    hirer.post(call_of(brought.vacancy), {"person": marks(shown), "phien": later.pk})
    assert Invitation.objects.get().occasion_id == later.pk


def test_ticked_people_are_invited_and_leave_the_list(brought: SessionVacancy, hirer: Client) -> None:
    people = [somebody() for _one in range(3)]
    offered = marks(seen(hirer, brought.vacancy))
    answer = hirer.post(call_of(brought.vacancy), {"person": offered[:2]}, follow=True)

    assert Invitation.objects.count() == 2
    assert set(Invitation.objects.values_list("seeker_id", flat=True)) < {one.pk for one in people}
    assert len(marks(seen(hirer, brought.vacancy))) == 1
    assert answer.redirect_chain == [(f"{page_of(brought.vacancy)}?phien={brought.participation.session_id}", 302)]


def test_one_button_invites_one_whatever_is_ticked(brought: SessionVacancy, hirer: Client) -> None:
    somebody(), somebody()
    first, second = marks(seen(hirer, brought.vacancy))
    hirer.post(call_of(brought.vacancy), {"one": second, "person": [first]})
    assert Invitation.objects.count() == 1


def test_made_up_marks_numbers_and_marks_of_other_openings_invite_nobody(
    brought: SessionVacancy, hirer: Client
) -> None:
    person, other = somebody(), VacancyFactory(on_board=True, employer=brought.participation.employer)
    for mark in (str(person.pk), "0:AAAA", mark_of(other, person.pk), ""):
        hirer.post(call_of(brought.vacancy), {"person": [mark]})
    assert not Invitation.objects.exists()
    hirer.post(call_of(brought.vacancy), {"person": [mark_of(brought.vacancy, person.pk)]})
    assert Invitation.objects.count() == 1


def test_another_enterprise_reads_nothing_calls_nobody_withdraws_nothing(
    brought: SessionVacancy, foreign_recruiter: Client
) -> None:
    person = somebody()
    made = come(brought, person)
    mark = mark_of(brought.vacancy, somebody().pk)
    for address in (page_of(brought.vacancy), reverse("fairs:who-comes", args=[made.pk])):
        assert foreign_recruiter.get(address).status_code == 404
    assert foreign_recruiter.post(call_of(brought.vacancy), {"person": [mark]}).status_code == 404
    assert foreign_recruiter.post(reverse("fairs:withdraw-call", args=[made.pk])).status_code == 404
    made.refresh_from_db()
    assert (Invitation.objects.count(), made.withdrawn_at) == (1, None)
    assert foreign_recruiter.post(reverse("fairs:see-people", args=[brought.vacancy_id])).status_code == 404
    assert not AuditRecord.objects.filter(action="opening.see_people").exists()


def test_staff_and_people_do_not_open_it(brought: SessionVacancy, operator: Client) -> None:
    assert operator.get(page_of(brought.vacancy)).status_code == 403
    assert opened_by(seeker_user(somebody())).get(page_of(brought.vacancy)).status_code == 403
    assert Client().get(page_of(brought.vacancy)).status_code == 302


def test_names_come_with_a_yes_and_go_with_a_no(brought: SessionVacancy, hirer: Client) -> None:
    person = somebody(full_name="Hoàng Thị Rất Lạ")
    made = called(brought, person)
    assert "Rất Lạ" not in hirer.get(page_of(brought.vacancy)).text
    assert hirer.get(reverse("fairs:who-comes", args=[made.pk])).status_code == 404

    actions.come(invitation=made, site=brought.participation.site, by=seeker_user(person), now=NOON)
    assert "Rất Lạ" in hirer.get(page_of(brought.vacancy)).text
    assert "Rất Lạ" in hirer.get(reverse("fairs:who-comes", args=[made.pk])).text

    actions.decline(invitation=made, because="", by=seeker_user(person), now=NOON)
    assert "Rất Lạ" not in hirer.get(page_of(brought.vacancy)).text
    assert hirer.get(reverse("fairs:who-comes", args=[made.pk])).status_code == 404


def test_the_yes_was_for_that_day_and_the_name_goes_with_it(brought: SessionVacancy, hirer: Client) -> None:
    address = reverse("fairs:who-comes", args=[come(brought, somebody(full_name="Hoàng Thị Rất Lạ")).pk])
    assert "Rất Lạ" in hirer.get(address).text
    FairSession.objects.update(starts=NOON - timedelta(hours=5), ends=NOON - timedelta(minutes=1))
    assert hirer.get(address).status_code == 404


def test_phone_and_age_wait_for_the_permission_to_show_the_profile(brought: SessionVacancy, hirer: Client) -> None:
    person = somebody(Purpose.MESSAGES, phone="0912345678")
    address = reverse("fairs:who-comes", args=[come(brought, person).pk])
    assert "0912345678" not in hirer.get(address).text
    agrees(person)
    assert "0912345678" in hirer.get(address).text


def test_an_invitation_nobody_answered_is_withdrawn_here_and_a_yes_is_not(
    brought: SessionVacancy, hirer: Client
) -> None:
    waits, comes = called(brought, somebody()), come(brought, somebody())
    for made in (waits, comes):
        hirer.post(reverse("fairs:withdraw-call", args=[made.pk]), follow=True)
        made.refresh_from_db()
    assert (waits.withdrawn_at, comes.withdrawn_at) == (NOON, None)


@pytest.mark.parametrize("what", ["no fair", "applied", "other openings"])
def test_without_a_table_the_page_says_what_to_do_and_calls_nobody(what: str) -> None:
    brought = at_the_fair()
    if what == "no fair":
        FairSession.objects.update(state=SessionState.POSTPONED)
    elif what == "applied":
        Participation.objects.update(state="applied")
    else:
        brought.delete()
    hirer, person = opened_by(hirer_of(brought)), somebody()
    to_do = {
        "no fair": "fairs:for-recruiters",
        "applied": "fairs:participation",
        "other openings": "fairs:participation",
    }

    text = seen(hirer, brought.vacancy)

    args = [] if what == "no fair" else [brought.participation_id]
    assert f'href="{reverse(to_do[what], args=args)}"' in text
    assert marks(text) == []
    assert hirer.post(call_of(brought.vacancy), {"person": [mark_of(brought.vacancy, person.pk)]}).status_code == 404
    assert not Invitation.objects.exists()


def test_what_is_not_on_the_board_looks_for_nobody(brought: SessionVacancy, hirer: Client) -> None:
    somebody()
    Vacancy.objects.update(status=Status.CLOSED)
    assert marks(seen(hirer, brought.vacancy)) == []
    assert not AuditRecord.objects.filter(action="opening.see_people").exists()


def test_what_would_bring_more_people_is_counted(brought: SessionVacancy, hirer: Client) -> None:
    somebody(wished_pay=15_500_000)
    with override("vi"):
        assert "Làm gì để có thêm người" in hirer.get(page_of(brought.vacancy)).text
    assert "1 người" in hirer.get(page_of(brought.vacancy)).text


def test_it_costs_the_same_for_one_and_for_many() -> None:
    costs = []
    for count in (1, 12):
        forget_held()
        brought = at_the_fair()
        for _one in range(count):
            somebody(), come(brought, somebody()), called(brought, somebody())
        hirer = opened_by(hirer_of(brought))
        with CaptureQueriesContext(connection) as queries:
            seen(hirer, brought.vacancy)
        costs.append((len(queries), cost_of(hirer, page_of(brought.vacancy))))
    assert costs[1] == costs[0]


def test_the_way_there_stands_with_the_opening_and_with_the_fair(brought: SessionVacancy, hirer: Client) -> None:
    link = f'href="{page_of(brought.vacancy)}"'
    assert link in hirer.get(reverse("vacancies:mine-one", args=[brought.vacancy_id])).text
    assert link in hirer.get(reverse("fairs:participation", args=[brought.participation_id])).text
    other = opened_by(recruiter())
    assert other.get(reverse("vacancies:mine-one", args=[brought.vacancy_id])).status_code == 404
