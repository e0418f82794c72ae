"""Enterprises that were asked and have not answered stand on every list; nobody is called ready who is not there."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import EnterpriseInvitation, FairSession, SessionSite
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import (
    EnterpriseInvitationFactory,
    FairSessionFactory,
    ParticipationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
)
from tests.fairs.web.conftest import at, cost_of, opened_by
from tests.interviews.factories import DeskFactory

READY, NOBODY = "Mọi doanh nghiệp đã sẵn sàng", "Chưa có doanh nghiệp nào tham gia"


@pytest.fixture
def asked(session: FairSession) -> list[EnterpriseInvitation]:
    return EnterpriseInvitationFactory.create_batch(3, session=session, employer__contact_phone="0204 385 5111")


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).text.split())


def test_when_nobody_has_answered_nobody_is_ready(
    operator: Client, session: FairSession, asked: list[EnterpriseInvitation]
) -> None:
    page = operator.get(at("readiness", session))

    assert [row.employer for row in page.context["rows"]] == [one.employer for one in asked]
    assert page.text.count("chưa trả lời lời mời") == 3
    assert page.text.count('href="tel:') == 3
    assert READY not in page.text
    assert "3 doanh nghiệp chưa sẵn sàng" in words(operator, at("plan", session))


def test_the_table_lists_who_was_invited_until_they_answer(
    operator: Client, session: FairSession, asked: list[EnterpriseInvitation]
) -> None:
    table = at("enterprises", session)
    applied = ParticipationFactory(session=session, site=session.sites.get(), employer=asked[0].employer)
    EnterpriseInvitation.objects.filter(pk=asked[1].pk).update(declined_at=NOON)

    page = operator.get(table)

    assert [row.participation for row in page.context["rows"]] == [applied]
    assert page.context["asked"] == [asked[2]]
    assert "1 doanh nghiệp được mời chưa trả lời" in " ".join(page.text.split())
    narrowed = operator.get(table, {"state": "asked"})
    assert (narrowed.context["rows"], narrowed.context["asked"]) == ([], [asked[2]])
    assert operator.get(table, {"state": "approved"}).context["asked"] == []
    asked[2].delete()
    assert "Mọi doanh nghiệp được mời đã trả lời" in operator.get(table, {"state": "asked"}).text


def test_of_a_draft_it_says_that_they_are_asked_when_it_is_announced(operator: Client, host: Centre) -> None:
    draft = SessionSiteFactory(session=FairSessionFactory(centre=host, draft=True)).session
    EnterpriseInvitationFactory(session=draft)

    assert "sẽ được mời khi công bố phiên" in operator.get(at("readiness", draft)).text
    table = words(operator, at("enterprises", draft))
    assert "1 doanh nghiệp sẽ được mời khi bạn công bố phiên" in table
    assert "Chưa gửi lời mời" in table
    assert "chưa trả lời" not in table.replace("Đã mời, chưa trả lời</a>", "")


@pytest.mark.parametrize(("state", "next_page"), [("draft", "plan"), ("registration_open", "announcing")])
def test_without_any_enterprise_it_says_so_and_what_to_do_next(
    operator: Client, session: FairSession, state: str, next_page: str
) -> None:
    FairSession.objects.filter(pk=session.pk).update(state=state)
    ParticipationFactory(session=session, site=session.sites.get(), state="withdrawn")

    page = operator.get(at("readiness", session))

    assert NOBODY in page.text
    assert f'href="{at(next_page, session)}"' in page.text.split("btn-primary")[1].split("</a>")[0]
    assert READY not in page.text
    assert NOBODY in operator.get(at("plan", session)).text
    clerk = opened_by(staff(Role.FRONT_DESK, session.centre)).get(at("readiness", session))
    assert NOBODY in clerk.text
    assert at(next_page, session) not in clerk.text


def test_every_enterprise_is_ready_only_when_one_is_there_and_lacks_nothing(
    operator: Client, session: FairSession
) -> None:
    site = session.sites.get()
    there = SessionVacancyFactory(
        participation__session=session, participation__site=site, participation__state="set_up"
    ).participation
    recruiter(there.employer)
    DeskFactory(occasion_id=session.pk, employer=there.employer, place=site.place)

    assert READY in operator.get(at("readiness", session)).text
    assert READY in operator.get(at("plan", session)).text


def test_a_linked_centre_does_not_read_whom_the_host_invited(
    session: FairSession, asked: list[EnterpriseInvitation]
) -> None:
    partner = CentreFactory()
    SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)

    page = opened_by(staff(Role.OPERATOR, partner)).get(at("enterprises", session))

    assert page.context["asked"] == []
    assert asked[0].employer.name not in page.text


def test_lists_of_the_invited_cost_the_same_for_one_or_many(operator: Client, session: FairSession) -> None:
    pages = [at("readiness", session), at("enterprises", session), at("plan", session), reverse("desk")]
    EnterpriseInvitationFactory(session=session)
    once = [cost_of(operator, page) for page in pages]

    EnterpriseInvitationFactory.create_batch(2, session=session)

    assert [cost_of(operator, page) for page in pages] == once
