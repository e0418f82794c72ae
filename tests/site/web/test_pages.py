"""The first page, the desks of each role, and what is said when something is not there."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox.models import Delivery, OutboxMessage
from nhipcau.messaging import api as messaging
from tests.accounts.factories import UserFactory
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.fairs.factories import FairSessionFactory, ParticipationFactory, SessionVacancyFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory


def test_the_first_page_names_the_next_fair_and_counts_what_is_brought(db: None, client: Client) -> None:
    session = FairSessionFactory()
    SessionVacancyFactory(participation__session=session, headcount=40)
    SessionVacancyFactory(participation__session=session, headcount=60)

    fair = client.get(reverse("home")).context["fair"]

    assert (fair.session, fair.employers, fair.openings) == (session, 2, 100)


@pytest.mark.parametrize(
    ("brought", "said"),
    [(None, ""), (0, "1 doanh nghiệp"), (40, "1 doanh nghiệp · 40 chỗ làm")],
    ids=["nobody comes yet", "somebody without jobs", "somebody with jobs"],
)
def test_the_first_page_counts_no_zeros(db: None, client: Client, brought: int | None, said: str) -> None:
    session = FairSessionFactory()
    if brought is not None:
        ParticipationFactory(session=session)
    if brought:
        SessionVacancyFactory(participation=session.participations.get(), headcount=brought)

    page = client.get(reverse("home")).text

    assert session.title in page
    assert " ".join(re.findall(r'<p class="large">\s*(.*?)\s*</p>', page)) == said


@pytest.mark.parametrize("openings", [1, 3])
def test_the_first_page_costs_the_same_for_one_or_many(
    db: None, client: Client, openings: int, django_assert_num_queries: object
) -> None:
    VacancyFactory.create_batch(openings, on_board=True)
    with django_assert_num_queries(3):
        assert len(client.get(reverse("home")).context["newest"]) == openings


def test_people_who_work_here_begin_at_their_desk(db: None, client: Client) -> None:
    sign_in(client, staff(Role.OPERATOR))
    assert client.get(reverse("home")).headers["Location"] == reverse("desk")


def test_a_password_alone_opens_no_desk(db: None, client: Client) -> None:
    """Not even the counts of what waits."""
    sign_in(client, staff(Role.OPERATOR), method="password")
    answer = client.get(reverse("desk"))
    assert answer.headers["Location"] == f"{reverse('mfa_activate_totp')}?next={reverse('desk')}"


def test_a_seeker_begins_at_the_first_page(db: None, client: Client) -> None:
    sign_in(client, seeker_user(SeekerFactory()))
    assert client.get(reverse("desk")).headers["Location"] == reverse("home")


@pytest.mark.parametrize("role", Role.values)
def test_every_role_finds_only_doors_that_open_for_it(db: None, client: Client, role: str) -> None:
    sign_in(client, staff(role))
    tasks = client.get(reverse("desk")).context["tasks"]

    assert tasks
    assert {client.get(task.url).status_code for task in tasks} == {200}


def test_a_recruiters_doors_open(db: None, client: Client) -> None:
    sign_in(client, recruiter())
    tasks = client.get(reverse("desk")).context["tasks"]
    assert {client.get(task.url, follow=True).status_code for task in tasks} == {200}


def test_a_desk_counts_what_waits_at_its_own_centre_only(db: None, client: Client) -> None:
    user = staff(Role.MANAGER)
    Employer.objects.all().delete()
    EmployerFactory(centre=user.staff_roles.get().centre, waiting=True)
    EmployerFactory(waiting=True)
    sign_in(client, user)

    tasks = {task.icon: task.count for task in client.get(reverse("desk")).context["tasks"]}

    assert tasks["building"] == 1


def test_the_menu_is_marked_where_one_is(db: None, client: Client) -> None:
    page = client.get(reverse("fairs:public"))
    assert [item["url"] for item in page.context["navigation"] if item["current"]] == [reverse("fairs:public")]


@pytest.fixture
def dead(db: None) -> Delivery:
    message = OutboxMessage.objects.create(kind="nowhere.Fact", body={})
    return Delivery.objects.create(message=message, receiver="nowhere.hear", state=Delivery.State.DEAD, attempts=6)


def test_the_keeper_of_the_system_sees_undelivered_news_and_tries_again(client: Client, dead: Delivery) -> None:
    sign_in(client, staff(Role.ADMINISTRATOR))

    assert list(client.get(reverse("dead-letters")).context["page"]) == [dead]
    client.post(reverse("revive", args=[dead.pk]))

    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (Delivery.State.WAITING, 0)


def test_others_see_no_undelivered_news(client: Client, dead: Delivery) -> None:
    sign_in(client, staff(Role.MANAGER))
    assert client.get(reverse("dead-letters")).status_code == 403
    assert client.post(reverse("revive", args=[dead.pk])).status_code == 403
    dead.refresh_from_db()
    assert dead.state == Delivery.State.DEAD


def test_the_audit_book_shows_one_centre(db: None, client: Client) -> None:
    user = staff(Role.MANAGER)
    mine, other = user.staff_roles.get().centre, staff(Role.MANAGER).staff_roles.get().centre
    for centre in (mine, other):
        AuditRecord.objects.create(at=NOON, action="x.do", target_kind="x", target_id="1", centre_id=centre.pk)
    sign_in(client, user)

    lines = client.get(reverse("audit-book")).context["page"].object_list

    assert [line.centre_id for line in lines if line.action == "x.do"] == [mine.pk]


@pytest.mark.parametrize("address", ["/khong-co/", "/phien/999999/"])
def test_what_is_not_there_is_said_in_words(db: None, client: Client, address: str) -> None:
    page = client.get(address)
    assert (page.status_code, "site/not_found.html" in [t.name for t in page.templates]) == (404, True)


def test_what_is_not_yours_is_said_in_words(db: None, client: Client) -> None:
    page = sign_in(client, staff(Role.FRONT_DESK)).get(reverse("audit-book"))
    assert (page.status_code, "site/forbidden.html" in [t.name for t in page.templates]) == (403, True)


def test_a_broken_page_shows_no_inside(db: None, rf: object) -> None:
    from nhipcau.site.web.errors import broken

    request = rf.get("/")
    request.user, request.session = UserFactory(), {}
    assert broken(request).status_code == 500


@pytest.mark.parametrize(
    ("language", "sees", "off"),
    [
        ("vi", "Doanh nghiệp có việc hợp với bạn đọc được, không kèm họ tên", "Không muốn vậy thì tắt gợi ý"),
        ("en", "An enterprise whose opening suits you reads, without your name", "switches suggestions off"),
    ],
)
def test_privacy_says_that_enterprises_read_a_profile_without_a_name(
    db: None, client: Client, language: str, sees: str, off: str
) -> None:
    page = client.get(reverse("privacy"), headers={"Accept-Language": language}).text
    assert sees in page
    assert off in page
    assert reverse("suggested:mine") not in page.split('class="prose')[1]
    client.force_login(seeker_user(SeekerFactory()))
    inside = client.get(reverse("privacy"), headers={"Accept-Language": language}).text
    assert f"{reverse('suggested:mine')}#switch" in inside


def test_privacy_and_opening_hours_are_one_tap_away_for_everybody(db: None, client: Client) -> None:
    assert client.get(reverse("privacy")).status_code == 200
    assert client.get(reverse("hours")).headers["Location"] == reverse("centres:public")
    assert reverse("hours") in client.get("/").text


@pytest.mark.parametrize(("language", "heading"), [("vi", "Tìm việc"), ("en", "Find work")])
def test_the_language_is_the_visitors_choice(db: None, client: Client, language: str, heading: str) -> None:
    client.post(reverse("set-language"), {"language": language, "next": "/"})
    assert heading in client.get("/").text


def test_the_demos_messages_can_be_read(db: None, client: Client) -> None:
    messaging.send_sms(to="0912345678", words="Mã của bạn là 123456", purpose="sign-in", now=NOON)
    messaging.send_email(to="yen@a.example", subject="Phiên dời ngày", words="Sang 3/12", purpose="fair", now=NOON)
    page = client.get(reverse("demo:sms")).text
    assert [words in page for words in ("123456", "yen@a.example", "Phiên dời ngày", "Sang 3/12")] == [True] * 4


@pytest.fixture
def operator(db: None) -> User:
    user = staff(Role.OPERATOR)
    User.objects.filter(pk=user.pk).update(is_demo=True, username="dieu-hanh")
    return user


def test_one_becomes_a_person_of_the_demo_by_one_press(client: Client, operator: User) -> None:
    answer = client.post(reverse("demo:sign-in-as", args=["dieu-hanh"]), {"next": reverse("demo:stage")})
    assert answer.headers["Location"] == reverse("demo:stage")
    assert client.get(reverse("demo:stage")).context["may_play"]
    assert client.get(reverse("vacancies:review-desk")).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_stage_says_when_no_demo_was_made(client: Client, db: None, headers: dict[str, str]) -> None:
    assert client.get(reverse("demo:stage"), headers=headers).context["session"] is None


def test_nobody_becomes_a_real_person_that_way(client: Client, db: None) -> None:
    user = staff(Role.OPERATOR)
    assert client.post(reverse("demo:sign-in-as", args=[user.username])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_play_button_queues_one_play_however_often_it_is_pressed(client: Client, operator: User) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    client.post(reverse("demo:sign-in-as", args=["dieu-hanh"]))
    for _press in range(2):
        client.post(reverse("demo:play"), {"speed": "300"})

    job = ProcrastinateJob.objects.get(task_name="demo.play")
    assert job.args == {"speed": 300}


def test_a_visitor_cannot_play(client: Client, db: None) -> None:
    assert client.post(reverse("demo:play")).status_code == 302
    sign_in(client, staff(Role.FRONT_DESK))
    assert client.post(reverse("demo:play")).status_code == 403


def test_the_answer_to_a_form_opened_by_address_shows_a_way_on(db: None, client: Client) -> None:
    sign_in(client, staff(Role.ADMINISTRATOR))
    page = client.get(reverse("revive", args=[1]))
    assert (page.status_code, "site/form_gone.html" in [t.name for t in page.templates]) == (405, True)


def test_the_page_of_a_mistyped_number_can_be_reloaded(db: None, client: Client) -> None:
    assert client.get(reverse("accounts:phone")).headers["Location"] == reverse("account_login")
