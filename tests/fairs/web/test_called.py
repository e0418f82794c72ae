"""The person's side of an invitation: the card, the page, yes with a ticket, no with or without a reason."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from nhipcau.consents.api import Purpose, has_consent
from nhipcau.fairs.models import FairSession, Registration, SessionState, SessionVacancy
from nhipcau.matching.api import Invitation, turned_down, withdraw_invitation
from nhipcau.seekers.api import subject_of
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.fairs.calling import at_the_fair, called, hirer_of, somebody
from tests.fairs.factories import RegistrationFactory
from tests.fairs.web.conftest import cost_of, opened_by
from tests.seekers.factories import seeker_user

pytestmark = pytest.mark.django_db
MINE = reverse("fairs:mine")


@pytest.fixture
def brought() -> SessionVacancy:
    return at_the_fair()


@pytest.fixture
def person() -> Seeker:
    return somebody(full_name="Hoàng Thị Lan")


@pytest.fixture
def made(brought: SessionVacancy, person: Seeker) -> Invitation:
    return called(brought, person)


@pytest.fixture
def me(person: Seeker) -> Client:
    return opened_by(seeker_user(person))


def page(made: Invitation) -> str:
    return reverse("fairs:invited", args=[made.pk])


def test_the_card_stands_on_the_first_page_with_the_tickets_and_on_my_day(
    made: Invitation, person: Seeker, me: Client, brought: SessionVacancy
) -> None:
    link = f'href="{page(made)}"'
    assert link in me.get("/").text
    assert link in me.get(MINE).text
    assert link in me.get(reverse("fairs:my-day")).text
    ticket = RegistrationFactory(site=brought.participation.site, seeker=person)
    assert link in me.get(reverse("fairs:day", args=[ticket.pk])).text
    me.post(page(made), {"answer": "no"})
    assert link not in me.get(MINE).text


def test_pay_place_and_hours_come_first_and_the_yes_is_explained(made: Invitation, me: Client) -> None:
    with override("vi"):
        text = html.unescape(me.get(page(made)).text).split("<main")[-1]
    places = [text.index(words) for words in ("8–12 triệu", made.vacancy.title, "Thứ Năm, 12/3", "sẽ thấy tên bạn")]
    assert places == sorted(places)


def test_yes_gives_the_ticket_at_the_place_that_was_chosen(made: Invitation, me: Client) -> None:
    online = FairSession.objects.get().sites.get(role="online")
    answer = me.post(page(made), {"answer": "yes", "site": online.pk})
    ticket = Registration.objects.get()
    assert answer.headers["Location"] == reverse("fairs:day", args=[ticket.pk])
    assert (ticket.site, ticket.wishes.get().session_vacancy.vacancy_id) == (online, made.vacancy_id)
    assert me.get(page(made)).status_code == 200


@pytest.mark.parametrize("site", ["", "x", "999999"])
def test_yes_without_a_place_of_this_fair_is_asked_again(made: Invitation, me: Client, site: str) -> None:
    assert me.post(page(made), {"answer": "yes", "site": site}).status_code == 409
    made.refresh_from_db()
    assert (made.answer, Registration.objects.count()) == ("", 0)


def test_a_place_where_the_enterprise_cannot_be_met_is_not_offered(person: Seeker, me: Client) -> None:
    brought = at_the_fair()
    brought.participation.online = False
    brought.participation.save()
    made = called(brought, person)
    online = brought.participation.session.sites.get(role="online")
    assert me.post(page(made), {"answer": "yes", "site": online.pk}).status_code == 409
    assert not Registration.objects.exists()
    assert me.post(page(made), {"answer": "yes", "site": brought.participation.site_id}).status_code == 302


def test_no_with_a_reason_turns_the_opening_down(made: Invitation, person: Seeker, me: Client) -> None:
    assert me.post(page(made), {"answer": "no", "because": "shift"}).headers["Location"] == page(made)
    made.refresh_from_db()
    assert made.answer == "no"
    assert turned_down([person.pk]) == {person.pk: {made.vacancy_id}}


def test_the_mind_may_be_changed_both_ways(made: Invitation, me: Client, brought: SessionVacancy) -> None:
    for said in ("no", "yes", "no"):
        me.post(page(made), {"answer": said, "site": brought.participation.site_id})
        made.refresh_from_db()
        assert made.answer == said


def test_the_other_permissions_are_asked_apart_and_never_taken_for_granted(
    made: Invitation, person: Seeker, me: Client, brought: SessionVacancy
) -> None:
    yes = {"answer": "yes", "site": brought.participation.site_id}
    assert 'value="share_profile" checked' not in " ".join(me.get(page(made)).text.split())
    me.post(page(made), yes)
    assert not has_consent(subject_of(person), Purpose.SHARE_PROFILE)
    me.post(page(made), {**yes, "purposes": ["share_profile"]})
    assert has_consent(subject_of(person), Purpose.SHARE_PROFILE)


def test_nobody_else_reads_or_answers_it(made: Invitation, brought: SessionVacancy) -> None:
    other = opened_by(seeker_user(somebody()))
    assert other.get(page(made)).status_code == 404
    assert other.post(page(made), {"answer": "yes", "site": brought.participation.site_id}).status_code == 404
    assert opened_by(hirer_of(brought)).get(page(made)).status_code == 403
    assert Client().get(page(made)).status_code == 302
    made.refresh_from_db()
    assert made.answer == ""


@pytest.mark.parametrize("over", ["withdrawn", "too late", "postponed", "not brought"])
def test_what_does_not_stand_says_so_and_takes_no_answer(
    made: Invitation, me: Client, brought: SessionVacancy, over: str
) -> None:
    if over == "withdrawn":
        withdraw_invitation(invitation=made, by=hirer_of(brought), now=NOON)
    elif over == "too late":
        Invitation.objects.update(until=NOON.replace(hour=11))
    elif over == "postponed":
        FairSession.objects.update(state=SessionState.POSTPONED)
    else:
        brought.delete()
    text = me.get(page(made)).text
    assert 'value="yes"' not in text
    assert "notice-" in text
    assert me.post(page(made), {"answer": "yes", "site": brought.participation.site_id}).status_code == 409
    assert not Registration.objects.exists()


def test_cards_cost_the_same_for_one_and_for_four(made: Invitation, person: Seeker, me: Client) -> None:
    first = cost_of(me, MINE)
    for _one in range(3):
        called(at_the_fair(), person)
    assert cost_of(me, MINE) == first


def test_a_place_with_an_endless_number_is_no_place(made: Invitation, me: Client) -> None:
    assert me.post(page(made), {"answer": "yes", "site": "9" * 5000}).status_code == 409
    made.refresh_from_db()
    assert (made.answer, Registration.objects.count()) == ("", 0)
