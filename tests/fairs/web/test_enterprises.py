import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.models import FairSession, Participation, SessionSite
from nhipcau.interviews.models import Desk
from tests.centres.factories import CentreFactory, staff
from tests.fairs.factories import ParticipationFactory, SessionSiteFactory, SessionVacancyFactory
from tests.fairs.web.conftest import cost_of, opened_by

pytestmark = pytest.mark.django_db


def asking(session: FairSession, state: str = "applied") -> Participation:
    brought = SessionVacancyFactory(
        participation__session=session, participation__site=session.sites.first(), participation__state=state
    )
    return brought.participation


def test_the_table_costs_the_same_for_one_enterprise_or_many(operator: Client, session: FairSession) -> None:
    table = reverse("fairs:enterprises", args=[session.pk])
    asking(session)
    alone = cost_of(operator, table)

    for _n in range(2):
        asking(session)

    assert cost_of(operator, table) == alone
    assert len(operator.get(table).context["rows"]) == 3


def test_those_who_wait_for_an_answer_stand_first_and_the_table_can_be_narrowed(
    operator: Client, session: FairSession
) -> None:
    approved, waiting = asking(session, "approved"), asking(session)
    table = reverse("fairs:enterprises", args=[session.pk])

    everything = operator.get(table).context["rows"]
    narrowed = operator.get(table, {"state": "approved"}).context["rows"]

    assert [row.participation for row in everything] == [waiting, approved]
    assert [row.participation for row in narrowed] == [approved]


def test_approving_shows_the_table_number(operator: Client, session: FairSession) -> None:
    participation = asking(session)

    response = operator.post(reverse("fairs:approve", args=[participation.pk]), follow=True)

    participation.refresh_from_db()
    assert participation.state == "approved"
    assert response.context["rows"][0].tables == [1]
    assert "bàn 1" in " ".join(response.text.split())


def test_rejecting_needs_a_reason(operator: Client, session: FairSession) -> None:
    participation = asking(session)
    reject = reverse("fairs:reject", args=[participation.pk])

    refused = operator.post(reject, {"reason": ""})
    operator.post(reject, {"reason": "Hết bàn"})

    assert refused.status_code == 409
    assert "Hãy ghi lý do: doanh nghiệp sẽ đọc." in refused.text
    participation.refresh_from_db()
    assert (participation.state, participation.reason) == ("rejected", "Hết bàn")


def test_approving_what_was_rejected_is_answered_409_with_its_state(operator: Client, session: FairSession) -> None:
    participation = asking(session)
    Participation.objects.update(state="rejected", reason="Hết bàn")

    response = operator.post(reverse("fairs:approve", args=[participation.pk]))

    assert response.status_code == 409
    assert "Đơn không được duyệt." in response.text
    assert not Desk.objects.exists()


def test_staff_note_who_came_and_went(operator: Client, session: FairSession) -> None:
    participation = asking(session, "approved")
    early = operator.post(reverse("fairs:arrive", args=[participation.pk]), follow=True)
    assert "Phiên đang nhận đăng ký." in early.text
    FairSession.objects.update(state="running", opened_at=session.starts)

    operator.post(reverse("fairs:arrive", args=[participation.pk]))
    participation.refresh_from_db()
    assert participation.state == "present"
    operator.post(reverse("fairs:leave", args=[participation.pk]))

    participation.refresh_from_db()
    assert participation.state == "left"


def test_another_centre_answers_nobody_here(stranger: Client, session: FairSession) -> None:
    participation = asking(session)

    for name in ("approve", "reject", "arrive", "leave"):
        response = stranger.post(reverse(f"fairs:{name}", args=[participation.pk]), {"reason": "x"})
        assert response.status_code == 404

    participation.refresh_from_db()
    assert (participation.state, participation.reason) == ("applied", "")


def test_the_list_of_who_is_not_ready_costs_the_same_for_one_or_many(operator: Client, session: FairSession) -> None:
    readiness = reverse("fairs:readiness", args=[session.pk])
    ParticipationFactory(session=session, site=session.sites.get())
    alone = cost_of(operator, readiness)

    ParticipationFactory.create_batch(2, session=session, site=session.sites.get())

    assert cost_of(operator, readiness) == alone
    page = operator.get(readiness)
    assert len(page.context["rows"]) == 3
    assert "chưa ai đăng nhập được" in page.text


def test_a_linked_centre_answers_the_enterprises_of_its_site_on_a_page_of_its_own(session: FairSession) -> None:
    partner = CentreFactory()
    point = SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)
    asking(session)
    theirs = ParticipationFactory(session=session, site=point, centre=partner, state="applied")
    client = opened_by(staff(Role.OPERATOR, partner))
    table = reverse("fairs:enterprises", args=[session.pk])

    assert table in client.get(reverse("fairs:sessions")).text
    page = client.get(table)
    client.post(reverse("fairs:approve", args=[theirs.pk]))

    assert [row.participation for row in page.context["rows"]] == [theirs]
    assert reverse("fairs:plan", args=[session.pk]) not in page.text
    theirs.refresh_from_db()
    assert theirs.state == "approved"
