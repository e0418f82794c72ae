from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.interviews.models import Estimate
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import (
    STARTS,
    AttendanceFactory,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
)
from tests.fairs.web.conftest import cost_of, opened_by
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(host: Centre) -> FairSession:
    session = FairSessionFactory(centre=host, running=True)
    SessionSiteFactory(session=session, opened_at=STARTS)
    return session


def busy_desk(session: FairSession) -> None:
    site = session.sites.order_by("pk").first()
    participation = ParticipationFactory(session=session, site=site, state="present")
    desk = DeskFactory(occasion_id=session.pk, employer=participation.employer, place=site.place)
    QueueTicketFactory(desk=desk)
    RegistrationFactory(site=site)


def test_the_cockpit_costs_the_same_for_one_desk_or_many(operator: Client, running: FairSession) -> None:
    cockpit = reverse("fairs:cockpit", args=[running.pk])
    busy_desk(running)
    alone = cost_of(operator, cockpit)

    for _n in range(2):
        busy_desk(running)

    assert cost_of(operator, cockpit) == alone
    page = operator.get(cockpit)
    assert len(page.context["cockpit"].lines) == 3
    assert "bàn rảnh, 1 người chờ" in page.text


def test_live_news_refetches_the_board_alone(operator: Client, running: FairSession) -> None:
    cockpit = reverse("fairs:cockpit", args=[running.pk])

    whole, part = operator.get(cockpit), operator.get(cockpit, headers={"HX-Request": "true"})

    assert f'data-live="fair:{running.pk}"' in whole.text
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert "đã đăng ký" in part.text


def test_the_operator_opens_begins_closing_and_closes_from_the_cockpit(operator: Client, host: Centre) -> None:
    session = SessionSiteFactory(session=FairSessionFactory(centre=host, ready=True)).session
    cockpit, step = reverse("fairs:cockpit", args=[session.pk]), reverse("fairs:step", args=[session.pk])
    for state in ("running", "closing", "closed"):
        assert f'value="{state}"' in operator.get(cockpit).text
        response = operator.post(step, {"step": state, "cockpit": "1"})
        assert response.headers["Location"] == cockpit

    session.refresh_from_db()
    assert session.state == "closed"
    refused = operator.post(step, {"step": "running", "cockpit": "1"})
    assert refused.status_code == 409
    assert "Phiên đã đóng." in refused.text


def test_decisions_carry_their_action(operator: Client, running: FairSession) -> None:
    site = SessionSiteFactory(session=running, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
    absent = ParticipationFactory(session=running, site=site)
    cockpit = reverse("fairs:cockpit", args=[running.pk])

    operator.post(reverse("fairs:open-site", args=[site.pk]), {"cockpit": "1"})
    response = operator.post(reverse("fairs:arrive", args=[absent.pk]), {"cockpit": "1"})

    assert response.headers["Location"] == cockpit
    site.refresh_from_db()
    absent.refresh_from_db()
    assert (site.opened_at is not None, absent.state) == (True, "present")


def test_an_absent_enterprise_with_people_waiting_is_called_out(running: FairSession) -> None:
    busy_desk(running)
    running.participations.update(state="approved")

    with time_machine.travel(STARTS + timedelta(minutes=20), tick=False):
        operator = opened_by(staff(Role.OPERATOR, running.centre))
        page = operator.get(reverse("fairs:cockpit", args=[running.pk])).text

    assert "chưa vào: 1 người chờ" in " ".join(page.split())


def test_a_site_costs_the_same_for_one_person_or_many(running: FairSession, host: Centre) -> None:
    officer = opened_by(staff(Role.SITE_OFFICER, host))
    site = running.sites.get()
    address = reverse("fairs:site", args=[site.pk])

    def one_of_each() -> None:
        AttendanceFactory(registration=RegistrationFactory(site=site, state="checked_in"))
        ParticipationFactory(session=running, site=site)

    one_of_each()
    alone = cost_of(officer, address)
    for _n in range(2):
        one_of_each()

    assert cost_of(officer, address) == alone
    page = officer.get(address)
    assert (len(page.context["people"]), len(page.context["rows"])) == (3, 3)


def test_a_linked_centre_sees_its_own_people_and_no_others(running: FairSession) -> None:
    partner = CentreFactory()
    point = SessionSiteFactory(session=running, centre=partner, role=SessionSite.Role.MEETING_POINT)
    ours, theirs = RegistrationFactory(site=point), RegistrationFactory(site=running.sites.exclude(pk=point.pk).get())
    officer = opened_by(staff(Role.SITE_OFFICER, partner))

    desk = officer.get(reverse("fairs:sessions"))
    page = officer.get(reverse("fairs:site", args=[point.pk]))

    assert reverse("fairs:site", args=[point.pk]) in desk.text
    assert list(page.context["people"]) == [ours]
    assert theirs.seeker.full_name not in page.text
    assert officer.get(reverse("fairs:site", args=[theirs.site.pk])).status_code == 404
    assert officer.get(reverse("fairs:cockpit", args=[running.pk])).status_code == 403
    assert officer.get(reverse("fairs:readiness", args=[running.pk])).status_code == 404


def test_a_site_officer_opens_the_own_site(running: FairSession) -> None:
    partner = CentreFactory()
    point = SessionSiteFactory(session=running, centre=partner, role=SessionSite.Role.MEETING_POINT)
    officer = opened_by(staff(Role.SITE_OFFICER, partner))
    enterprise = ParticipationFactory(session=running, site=point, centre=partner)

    response = officer.post(reverse("fairs:open-site", args=[point.pk]))
    came = officer.post(reverse("fairs:arrive", args=[enterprise.pk]), {"site": "1"})

    page = reverse("fairs:site", args=[point.pk])
    assert (response.headers["Location"], came.headers["Location"]) == (page, page)
    assert "Điểm này mở từ" in officer.get(page).text
    other = running.sites.exclude(pk=point.pk).get()
    assert officer.post(reverse("fairs:open-site", args=[other.pk])).status_code == 404


def test_a_site_opened_too_early_is_refused_409(operator: Client, session: FairSession) -> None:
    site = session.sites.get()

    response = operator.post(reverse("fairs:open-site", args=[site.pk]))

    assert response.status_code == 409
    assert "Phiên đang nhận đăng ký." in response.text
    site.refresh_from_db()
    assert site.opened_at is None


def test_only_the_tables_that_need_somebody_are_listed_first(operator: Client, running: FairSession) -> None:
    cockpit = reverse("fairs:cockpit", args=[running.pk])
    busy_desk(running)
    site = running.sites.get()
    resting = ParticipationFactory(session=running, site=site, state="present")
    idle = DeskFactory(occasion_id=running.pk, employer=resting.employer, place=site.place)

    def shown(**asked: str) -> list[int]:
        return [line.desk.pk for line in operator.get(cockpit, asked).context["tables"]]

    assert len(shown()) == 1
    assert shown(ban="ranh") == [idle.pk]
    assert len(shown(ban="tat-ca")) == 2


def test_many_tables_come_in_pages(operator: Client, running: FairSession) -> None:
    for _n in range(51):
        DeskFactory(occasion_id=running.pk)

    first = operator.get(reverse("fairs:cockpit", args=[running.pk]), {"ban": "tat-ca"})

    assert (len(first.context["tables"]), first.context["tables"].paginator.num_pages) == (25, 3)


@pytest.mark.parametrize(("minutes", "told"), [(9, False), (12, True)])
def test_a_site_that_is_not_heard_from_is_told_with_what_to_do(
    operator: Client, running: FairSession, minutes: int, told: bool
) -> None:
    running.sites.update(opened_at=NOON - timedelta(minutes=minutes))
    busy_desk(running)

    page = operator.get(reverse("fairs:cockpit", args=[running.pk]))

    assert ("quiet" in [decision.kind for decision in page.context["cockpit"].decisions]) == told
    assert ("đường truyền có ổn không" in page.text) == told


def test_the_operator_calls_the_next_person_for_a_desk_that_is_stuck(operator: Client, running: FairSession) -> None:
    busy_desk(running)

    page = operator.get(reverse("fairs:cockpit", args=[running.pk]))

    stuck = next(d.line.desk for d in page.context["cockpit"].decisions if d.kind == "desk")
    assert (reverse("interviews:call", args=[stuck.pk]) in page.text) == (stuck.centre_id == running.centre_id)


def test_what_must_be_decided_comes_five_at_a_time(operator: Client, running: FairSession) -> None:
    for _ in range(7):
        ParticipationFactory(session=running, state="applied")
    cockpit = reverse("fairs:cockpit", args=[running.pk])

    def shown(**asked: int) -> list[int]:
        found = operator.get(cockpit, asked).context["decisions"]
        return [one.participation.pk for one in found if one.participation]

    first, rest = shown(), shown(viec=2)
    assert (len(first), len(rest)) == (5, 2)
    assert not set(first) & set(rest)
    assert "viec=2" in operator.get(cockpit).text


def test_the_cockpit_looks_again_by_itself_too(operator: Client, running: FairSession) -> None:
    """A dead line makes no news: without a clock nobody would see it."""
    page = operator.get(reverse("fairs:cockpit", args=[running.pk])).text

    assert f'hx-trigger="live:fair:{running.pk} from:body, every 30s"' in page


def test_the_cockpit_says_how_right_the_told_waits_were(operator: Client, running: FairSession) -> None:
    ticket = InterviewFactory(desk=DeskFactory(occasion_id=running.pk), called_at=STARTS).ticket
    for n in range(20):
        told = {"at": STARTS - timedelta(minutes=n + 1), "p50": n, "p90": n + 2 if n else 0}
        Estimate.objects.create(ticket=ticket, **told)
    Estimate.objects.create(
        ticket=QueueTicketFactory(desk=ticket.interviews.get().desk), at=STARTS, p50=500, p90=99999999
    )

    page = operator.get(reverse("fairs:cockpit", args=[running.pk]))

    assert "đúng với 95 trên 100 lượt" in page.text
    assert "xét theo 20 trong số 21 lượt" in " ".join(page.text.split())
