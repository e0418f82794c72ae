"""Every link of a session leads somewhere: before it is announced, while people register, and after it is closed."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.statistics import api as statistics
from tests.centres.factories import CentreFactory, StaffRoleFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.fairs.web.conftest import at, opened_by
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory, seeker_user


@pytest.fixture
def draft(host: Centre) -> FairSession:
    return SessionSiteFactory(session=FairSessionFactory(centre=host, draft=True)).session


def crumbs(client: Client, address: str) -> str:
    return client.get(address).text.split('<nav class="crumbs"')[1].split("</nav>")[0]


def test_after_closing_the_plan_leads_to_report_and_record_and_no_more_to_readiness(
    operator: Client, host: Centre
) -> None:
    over = FairSessionFactory(centre=host, closed=True)
    report = reverse("statistics:report", args=[over.pk])
    counting = operator.get(at("plan", over))
    assert f"{report}#record" not in counting.text
    statistics.freeze_report(session=over, by=None, now=NOON)

    reported = operator.get(at("plan", over))

    for page in (counting, reported):
        assert page.text.count("btn-primary") == 1
        assert f'href="{report}"' in page.text.split("btn-primary")[1].split("</a>")[0]
        assert at("readiness", over) not in page.text
    assert reported.context["session"].state == "reported"
    assert f'href="{report}#record"' in reported.text
    assert 'id="record"' in operator.get(report).text


@pytest.mark.parametrize("state", ["announced", "ready", "running"])
def test_before_it_is_closed_the_plan_leads_to_readiness_and_to_no_report(
    operator: Client, session: FairSession, state: str
) -> None:
    FairSession.objects.filter(pk=session.pk).update(state=state, opened_at=session.starts)

    page = operator.get(at("plan", session)).text

    assert at("readiness", session) in page
    assert reverse("statistics:report", args=[session.pk]) not in page


@pytest.mark.parametrize("name", ["plan", "sites", "enterprises", "announcing", "papers", "readiness", "cockpit"])
def test_the_pages_of_a_draft_link_its_plan_and_not_its_public_page(
    operator: Client, draft: FairSession, name: str
) -> None:
    assert f'href="{at("session", draft)}"' not in operator.get(at(name, draft)).text
    assert f'href="{at("plan", draft)}"' in crumbs(operator, at(name, draft))


def test_who_may_not_plan_reads_the_day_of_a_draft_without_a_link(draft: FairSession) -> None:
    partner = CentreFactory()
    theirs = SessionSiteFactory(session=draft, centre=partner, role=SessionSite.Role.MEETING_POINT)
    pages = {
        staff(Role.FRONT_DESK, draft.centre): at("readiness", draft),
        staff(Role.OPERATOR, partner): reverse("fairs:site", args=[theirs.pk]),
    }
    for user, page in pages.items():
        way = crumbs(opened_by(user), page)
        assert "Thứ Năm, 12/3" in way
        assert way.count("<a ") == 1


def test_an_announced_session_links_its_public_page(operator: Client, session: FairSession) -> None:
    site = session.sites.get()
    for page in (at("plan", session), reverse("fairs:site", args=[site.pk])):
        assert f'href="{at("session", session)}"' in crumbs(operator, page)


def test_who_looks_for_work_is_shown_the_way_to_register(client: Client, session: FairSession) -> None:
    way = f'href="{at("register", session)}"'

    assert way in client.get(at("session", session)).text
    assert way in opened_by(seeker_user(SeekerFactory())).get(at("session", session)).text


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.OPERATOR, Role.SITE_OFFICER])
def test_who_receives_people_there_is_shown_the_door_instead(session: FairSession, role: Role) -> None:
    theirs = opened_by(staff(role, session.centre))

    page = theirs.get(at("session", session)).text

    assert at("register", session) not in page
    assert f'href="{at("door", session)}"' in page
    assert theirs.get(at("door", session)).status_code == 200


def test_others_who_work_here_are_shown_neither(session: FairSession) -> None:
    commune = CommuneFactory(province=session.centre.province)
    officer = StaffRoleFactory(centre=session.centre, role=Role.COMMUNE, commune=commune).user
    for user in (officer, staff(Role.MANAGER, session.centre), staff(Role.FRONT_DESK), recruiter()):
        page = opened_by(user).get(at("session", session)).text
        assert at("register", session) not in page
        assert f'href="{at("door", session)}"' not in page
