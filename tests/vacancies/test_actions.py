from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.vacancies.actions import (
    CannotComplain,
    CannotKeep,
    CannotPublish,
    CannotReturn,
    ChangedMeanwhile,
    answer_complaint,
    close_vacancy,
    complain,
    edit_vacancy,
    offer_online,
    publish_vacancy,
    return_vacancy,
    submit_vacancy,
)
from nhipcau.vacancies.models import Complaint, Status, Vacancy
from nhipcau.vacancies.rules import VacancyData, data_of
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.reference.factories import IndustrialParkFactory
from tests.vacancies.factories import LabourOrderFactory, VacancyFactory

pytestmark = pytest.mark.django_db
MAY = VacancyData(title=" Công nhân  May ", headcount=20, pay_from=9_000_000, pay_to=12_000_000)


def reviewer(vacancy: Vacancy) -> User:
    return staff(Role.COUNSELLOR, vacancy.centre)


def test_a_submitted_opening_waits_at_the_centre_that_keeps_the_enterprise() -> None:
    employer = EmployerFactory(name="Công ty Sông Cầu")
    park = IndustrialParkFactory(name="Quang Châu")

    vacancy = submit_vacancy(employer=employer, data=replace(MAY, park=park), by=recruiter(employer), now=NOON)

    assert (vacancy.title, vacancy.status, vacancy.centre) == ("Công nhân May", Status.SUBMITTED, employer.centre)
    assert (vacancy.commune, vacancy.province) == (park.commune, park.province)
    assert " quang chau " in vacancy.search
    assert " song cau " in vacancy.search
    assert vacancy.title_search == " cong nhan may "


def test_a_refusal_names_every_reason_and_keeps_nothing() -> None:
    employer = EmployerFactory()

    with pytest.raises(CannotKeep) as refusal:
        submit_vacancy(
            employer=employer,
            data=VacancyData(title="", headcount=0, age_to=35),
            by=recruiter(employer),
            now=NOON,
        )

    assert len(refusal.value.reasons) == 3
    assert not Vacancy.objects.exists()


def test_nobody_enters_for_another_enterprise() -> None:
    employer = EmployerFactory()

    for stranger in (recruiter(), staff(Role.OPERATOR), staff(Role.FRONT_DESK, employer.centre)):
        with pytest.raises(PermissionDenied):
            submit_vacancy(employer=employer, data=MAY, by=stranger, now=NOON)

    assert not Vacancy.objects.exists()


def test_an_order_of_another_enterprise_takes_no_opening() -> None:
    employer, order = EmployerFactory(), LabourOrderFactory()

    with pytest.raises(CannotKeep):
        submit_vacancy(employer=employer, data=replace(MAY, order=order), by=recruiter(employer), now=NOON)

    assert not Vacancy.objects.exists()


def test_publishing_opens_it_and_announces_it_once() -> None:
    vacancy = VacancyFactory()
    by = reviewer(vacancy)

    for _click in range(2):
        vacancy = publish_vacancy(vacancy=vacancy, by=by, now=NOON)

    assert (vacancy.status, vacancy.published_at) == (Status.OPEN, NOON)
    assert OutboxMessage.objects.get().body["vacancy_id"] == vacancy.pk
    assert AuditRecord.objects.get().action == "vacancy.publish"


def test_a_refusal_to_publish_names_every_reason_and_changes_nothing() -> None:
    vacancy = VacancyFactory(
        employer=EmployerFactory(waiting=True), pay_from=None, pay_to=None, closes_on=date(2026, 3, 9)
    )

    with pytest.raises(CannotPublish) as refusal:
        publish_vacancy(vacancy=vacancy, by=reviewer(vacancy), now=NOON)

    assert len(refusal.value.reasons) == 3
    vacancy.refresh_from_db()
    assert vacancy.status == Status.SUBMITTED
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("action", [publish_vacancy, return_vacancy])
def test_only_reviewers_of_the_keeping_centre_decide(action) -> None:
    vacancy = VacancyFactory()
    more = {"note": "x"} if action is return_vacancy else {}

    for stranger in (recruiter(vacancy.employer), staff(Role.COUNSELLOR), staff(Role.FRONT_DESK, vacancy.centre)):
        with pytest.raises(PermissionDenied):
            action(vacancy=vacancy, by=stranger, now=NOON, **more)

    vacancy.refresh_from_db()
    assert vacancy.status == Status.SUBMITTED
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twelve_reviewers_at_once_make_one_announcement() -> None:
    vacancy = VacancyFactory()
    by = reviewer(vacancy)

    def publish(_turn: int) -> str:
        try:
            return publish_vacancy(vacancy=vacancy, by=User.objects.get(pk=by.pk), now=NOON).status
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        states = list(pool.map(publish, range(12)))

    assert states == [Status.OPEN] * 12
    assert OutboxMessage.objects.count() == 1
    assert AuditRecord.objects.count() == 1


def test_a_returned_opening_says_what_to_mend_and_comes_back_when_mended() -> None:
    vacancy = VacancyFactory()
    by = recruiter(vacancy.employer)

    vacancy = return_vacancy(vacancy=vacancy, note=" Ghi rõ  ca làm ", by=reviewer(vacancy), now=NOON)
    assert (vacancy.status, vacancy.review_note) == (Status.RETURNED, "Ghi rõ ca làm")
    assert OutboxMessage.objects.get().body["note"] == "Ghi rõ ca làm"

    vacancy = edit_vacancy(vacancy=vacancy, data=replace(data_of(vacancy), shift="day"), edition=1, by=by, now=NOON)
    assert (vacancy.status, vacancy.edition) == (Status.SUBMITTED, 2)


def test_sending_back_without_a_note_changes_nothing() -> None:
    vacancy = VacancyFactory()

    with pytest.raises(CannotReturn):
        return_vacancy(vacancy=vacancy, note=" ", by=reviewer(vacancy), now=NOON)

    vacancy.refresh_from_db()
    assert vacancy.status == Status.SUBMITTED


def test_a_weighty_change_on_the_board_is_read_again_and_a_small_one_is_not() -> None:
    vacancy = VacancyFactory(on_board=True)
    by = recruiter(vacancy.employer)

    small = edit_vacancy(vacancy=vacancy, data=replace(data_of(vacancy), headcount=5), edition=1, by=by, now=NOON)
    assert small.status == Status.OPEN

    weighty = edit_vacancy(
        vacancy=vacancy, data=replace(data_of(small), pay_from=5_000_000), edition=2, by=by, now=NOON
    )
    assert weighty.status == Status.SUBMITTED


def test_the_second_of_two_editors_loses_nothing_and_overwrites_nothing() -> None:
    vacancy = VacancyFactory(title="May")
    first, second = recruiter(vacancy.employer), recruiter(vacancy.employer)
    read = data_of(vacancy)
    edit_vacancy(vacancy=vacancy, data=replace(read, title="May áo"), edition=1, by=first, now=NOON)

    with pytest.raises(ChangedMeanwhile) as conflict:
        edit_vacancy(vacancy=vacancy, data=replace(read, title="May quần"), edition=1, by=second, now=NOON)

    [difference] = conflict.value.differences
    assert (difference.field, difference.kept, difference.wanted) == ("title", "May áo", "May quần")
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.edition) == ("May áo", 2)


def test_nobody_edits_or_closes_what_is_not_theirs() -> None:
    vacancy = VacancyFactory(on_board=True)

    for stranger in (recruiter(), staff(Role.OPERATOR)):
        with pytest.raises(PermissionDenied):
            edit_vacancy(vacancy=vacancy, data=MAY, edition=1, by=stranger, now=NOON)
        with pytest.raises(PermissionDenied):
            close_vacancy(vacancy=vacancy, by=stranger, now=NOON)

    vacancy.refresh_from_db()
    assert (vacancy.status, vacancy.edition) == (Status.OPEN, 1)


def test_a_closed_opening_is_closed_once_and_edited_no_more() -> None:
    vacancy = VacancyFactory(on_board=True)
    by = recruiter(vacancy.employer)

    for _click in range(2):
        vacancy = close_vacancy(vacancy=vacancy, by=by, now=NOON)

    assert OutboxMessage.objects.count() == 1
    with pytest.raises(CannotKeep):
        edit_vacancy(vacancy=vacancy, data=MAY, edition=1, by=by, now=NOON)
    vacancy.refresh_from_db()
    assert (vacancy.status, vacancy.edition) == (Status.CLOSED, 1)


def test_a_report_is_answered_once_by_the_desk() -> None:
    vacancy = VacancyFactory(on_board=True)
    report = complain(vacancy=vacancy, kind="money", words="Đòi 2 triệu", contact="", now=NOON)
    by = reviewer(vacancy)

    with pytest.raises(CannotComplain):
        answer_complaint(complaint=report, answer="", by=by, now=NOON)
    with pytest.raises(PermissionDenied):
        answer_complaint(complaint=report, answer="x", by=staff(Role.COUNSELLOR), now=NOON)
    answer_complaint(complaint=report, answer="Đã gỡ tin", by=by, now=NOON)
    again = answer_complaint(complaint=report, answer="Khác", by=by, now=NOON)

    assert (again.answer, again.handled_by, again.handled_at) == ("Đã gỡ tin", by, NOON)


def test_one_opening_is_not_flooded_with_reports() -> None:
    vacancy = VacancyFactory(on_board=True)
    for _one in range(20):
        complain(vacancy=vacancy, kind="false", words="", contact="", now=NOON)

    with pytest.raises(CannotComplain):
        complain(vacancy=vacancy, kind="false", words="", contact="", now=NOON)

    assert Complaint.objects.count() == 20
    complain(vacancy=vacancy, kind="false", words="", contact="", now=NOON + timedelta(hours=2))


def test_a_fair_that_opens_marks_what_is_interviewed_online() -> None:
    here, there = VacancyFactory(on_board=True), VacancyFactory(on_board=True)
    until = NOON + timedelta(hours=4)

    marked = offer_online(vacancy_ids=[here.pk], until=until, by=staff(Role.OPERATOR), now=NOON)

    assert marked == 1
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.online_until, there.online_until) == (until, None)
    with pytest.raises(PermissionDenied):
        offer_online(vacancy_ids=[there.pk], until=until, by=recruiter(), now=NOON)
