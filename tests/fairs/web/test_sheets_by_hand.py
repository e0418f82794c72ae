"""A fair without network, by paper: one press prints a sheet for every table; later the clerk enters them all."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.door import check_in
from nhipcau.fairs.models import Registration, SessionSite, SessionVacancy
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.documents import api as documents
from nhipcau.interviews.models import Desk, Interview, Outcome, QueueTicket, TicketState
from tests.centres.factories import PlaceFactory, staff
from tests.employers.factories import recruiter
from tests.fairs.factories import ENDS, STARTS, SessionSiteFactory
from tests.fairs.offline import running_site
from tests.fairs.timetabling.fair import desk_of, other_site, person, table
from tests.fairs.web.conftest import at, cost_of, opened_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    return running_site()


@pytest.fixture
def operator(site: SessionSite) -> User:
    return staff(Role.OPERATOR, site.centre)


@pytest.fixture
def clerk(operator: User) -> Client:
    return opened_by(operator)


def here(site: SessionSite, *wishes: SessionVacancy) -> Registration:
    ticket = person(site, *wishes)
    by = staff(Role.FRONT_DESK, site.centre)
    check_in(session=site.session, site=site, registration=ticket, by=by, now=STARTS)
    return ticket


def end(site: SessionSite, by: User) -> None:
    fairs.begin_closing(session=site.session, by=by, now=ENDS)
    fairs.close_session(session=site.session, by=by, now=ENDS)


def note(client: Client, desk: Desk, *people: Registration) -> str:
    numbers = ", ".join(str(one.number) for one in people)
    return client.post(reverse("interviews:on-paper", args=[desk.pk]), {"numbers": numbers}, follow=True).text


def test_printed_by_one_press_and_entered_in_bulk_after_the_fair(
    site: SessionSite, operator: User, clerk: Client
) -> None:
    first, second = table(site), table(site)
    one, two, other = here(site, first), here(site, first), here(site, second)
    printed = clerk.post(reverse("fairs:paper-results", args=[site.pk]))
    assert documents.pages_of(printed.content) == 2
    end(site, operator)

    page = clerk.get(at("papers", site.session)).text
    sheets = [reverse("interviews:sheet", args=[desk_of(brought).pk]) for brought in (first, second)]
    assert all(f'href="{sheet}"' in page for sheet in sheets)
    note(clerk, desk_of(first), one, two, other)  # the third was met there without having chosen it
    talks = {talk.ticket.number: talk.pk for talk in Interview.objects.select_related("ticket")}
    said = {f"o-{talk}": "0" for talk in talks.values()} | {
        f"s-{talks[one.number]}": "offer_accepted",
        f"s-{talks[two.number]}": "not_suitable",
        f"r-{talks[two.number]}": "experience",
        f"s-{talks[other.number]}": "pool",
    }
    assert clerk.post(sheets[0], said).status_code == 302

    assert {line.interview.ticket.number: line.stage for line in Outcome.objects.all()} == {
        one.number: "offer_accepted",
        two.number: "not_suitable",
        other.number: "pool",
    }
    assert Interview.objects.filter(desk=desk_of(second)).count() == 0


def test_one_press_prints_the_tables_of_all_sites_of_ones_own(site: SessionSite, operator: User, clerk: Client) -> None:
    mobile = SessionSiteFactory(session=site.session, place=PlaceFactory(centre=site.centre), role="mobile")
    linked = other_site(site, computers=5)
    for where in (site, mobile, linked):
        table(where)
    address = at("paper-results-all", site.session)
    assert f'action="{address}"' in clerk.get(at("papers", site.session)).text

    assert documents.pages_of(clerk.post(address).content) == 2

    noted = AuditRecord.objects.filter(action="papers.result_sheets")
    assert sorted(noted.values_list("target_id", flat=True)) == sorted([str(site.pk), str(mobile.pk)])
    for stranger in (staff(Role.OPERATOR), staff(Role.OPERATOR, linked.centre)):
        assert opened_by(stranger).post(address).status_code == 404
    assert noted.count() == 2


def test_the_same_sheet_again_changes_nothing(site: SessionSite, operator: User, clerk: Client) -> None:
    brought = table(site)
    one = here(site, brought)
    end(site, operator)
    note(clerk, desk_of(brought), one)

    assert f"Đã có từ trước: {one.number}" in note(clerk, desk_of(brought), one)

    assert Interview.objects.count() == 1


@pytest.mark.parametrize("state", [TicketState.EXPIRED, TicketState.LEFT, TicketState.UNSERVED])
def test_a_place_lost_with_the_network_is_no_obstacle(site: SessionSite, clerk: Client, state: str) -> None:
    brought = table(site)
    one = here(site, brought)
    QueueTicket.objects.update(state=state, ended_at=STARTS)

    note(clerk, desk_of(brought), one)

    assert list(QueueTicket.objects.order_by("pk").values_list("state", flat=True)) == [state, TicketState.SERVED]
    assert Interview.objects.get().seeker == one.seeker


def test_a_stranger_to_the_queue_is_put_there_by_who_receives_them_alone(site: SessionSite, operator: User) -> None:
    brought, elsewhere = table(site), table(site)
    point = other_site(site, computers=5)
    theirs = person(point, table(site, online=True))
    check_in(session=site.session, site=point, registration=theirs, by=staff(Role.FRONT_DESK, point.centre), now=STARTS)
    ours = here(site, elsewhere)
    note(opened_by(recruiter(brought.participation.employer)), desk_of(brought), ours)
    note(opened_by(operator), desk_of(brought), theirs)
    assert not Interview.objects.exists()
    note(opened_by(operator), desk_of(brought), ours)
    assert Interview.objects.get().seeker == ours.seeker


def test_the_papers_cost_the_same_for_one_table_and_for_five(site: SessionSite, clerk: Client) -> None:
    table(site)
    page = at("papers", site.session)
    before = cost_of(clerk, page)
    for _each in range(4):
        table(site)
    assert cost_of(clerk, page) == before
