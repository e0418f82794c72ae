"""The pages of the operator's week, and the recruiter's one tap."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, NewsLine, SessionProposal, SessionSite
from nhipcau.fairs.queries import telling
from nhipcau.vacancies.models import LabourOrder
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import (
    ENDS,
    STARTS,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    SiteInvitationFactory,
)
from tests.fairs.test_proposing import hire, order
from tests.fairs.web.conftest import at, cost_of, opened_by

WEEK = timedelta(days=7)


@pytest.fixture
def last(host: Centre) -> FairSession:
    """Last Thursday, with a hall, a linked site and two enterprises."""
    session = FairSessionFactory(centre=host, closed=True, starts=STARTS - WEEK, ends=ENDS - WEEK)
    hall = SessionSiteFactory(session=session)
    SessionSiteFactory(session=session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
    for _enterprise in range(2):
        SessionVacancyFactory(participation__session=session, participation__site=hall, participation__state="left")
    return session


def as_shown(client: Client, session: FairSession) -> dict[str, object]:
    """What a browser would send of the page, untouched."""
    page = client.get(at("copy", session))
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {**said, "enterprise": sorted(page.context["chosen"])}


def test_last_thursday_is_two_taps_away_and_the_copy_needs_nothing_typed(operator: Client, last: FairSession) -> None:
    page = operator.get(reverse("fairs:sessions"))
    assert page.context["last"] == last

    answer = operator.post(at("copy", last), as_shown(operator, last))

    made = FairSession.objects.get(copied_from=last)
    assert answer.headers["Location"] == at("plan", made)
    assert (made.starts, made.ends, made.state) == (STARTS, ENDS, "draft")
    assert (made.asked.count(), made.invitations.count(), made.sites.count()) == (2, 1, 1)


def test_who_was_approved_and_stayed_away_is_not_ticked(operator: Client, last: FairSession) -> None:
    away = SessionVacancyFactory(participation__session=last, participation__state="set_up").participation
    page = operator.get(at("copy", last))

    assert away.employer_id not in page.context["chosen"]
    assert page.text.count('name="enterprise"') == 3
    assert page.text.count("lần trước không đến") == 1


def test_a_holiday_is_said_and_asked_for_before_a_copy_is_made(operator: Client, last: FairSession) -> None:
    said = {**as_shown(operator, last), "day": "2026-04-30"}
    hint = operator.get(at("copy", last), {"day": "2026-04-30"}, headers={"HX-Request": "true"})
    assert "on_holiday" in hint.text
    assert "<html" not in hint.text

    page = operator.post(at("copy", last), {**said, "title": "Phiên tháng Tư"})
    assert page.status_code == 409
    assert "Phiên tháng Tư" in page.text
    assert not FairSession.objects.filter(copied_from=last).exists()

    operator.post(at("copy", last), {**said, "on_holiday": "1"})
    assert FairSession.objects.get(copied_from=last).starts.date().isoformat() == "2026-04-30"


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": ""},
        {"day": "2026-02-31"},
        {"starts_at": "11:30", "ends_at": "7:30"},
        {"title": ""},
        {"day": "2020-01-02"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    operator: Client, last: FairSession, wrong: dict[str, str]
) -> None:
    said = {**as_shown(operator, last), "theme": "Điện tử", "enterprise": [], **wrong}

    page = operator.post(at("copy", last), said)

    assert "Điện tử" in page.text
    assert page.text.count('name="enterprise"') - page.text.count("checked") == 2
    assert not FairSession.objects.filter(copied_from=last).exists()


def test_pages_of_the_week_cost_the_same_for_one_or_many(operator: Client, last: FairSession, host: Centre) -> None:
    fair = SessionSiteFactory(session__centre=host).session

    def more() -> None:
        SessionVacancyFactory(participation__session=last, participation__state="left")
        site = SessionSiteFactory(session=fair, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
        RegistrationFactory(site=site)
        ParticipationFactory(session=fair, site=site, employer__contact_phone="0204 385 5111")
        SiteInvitationFactory(session=fair, email="")
        fairs.check_readiness(session_id=fair.pk, now=STARTS - timedelta(hours=40))

    more()
    pages = [at("copy", last), at("put-off", fair), at("readiness", fair), reverse("fairs:sessions")]
    once = [cost_of(operator, page) for page in pages]
    more()
    more()
    assert [cost_of(operator, page) for page in pages] == once


def test_the_news_costs_the_same_for_one_or_many(operator: Client, host: Centre) -> None:
    def told(people: int) -> int:
        site = SessionSiteFactory(session=FairSessionFactory(centre=host))
        for _person in range(people):
            RegistrationFactory(site=site)
            ParticipationFactory(session=site.session, site=site, employer__contact_phone="0204 385 5111")
        operator.post(at("put-off", site.session), {"step": "cancelled", "note": "Bão"})
        assert NewsLine.objects.filter(news__session=site.session).count() == 2 * people
        return cost_of(operator, at("news", site.session))

    assert told(1) == told(3)


def test_before_it_is_put_off_the_page_says_how_many_are_told_and_how(operator: Client, session: FairSession) -> None:
    site = session.sites.get()
    RegistrationFactory.create_batch(3, site=site, seeker__phone="0912345678")
    ParticipationFactory(session=session, site=site, employer__contact_phone="0912345678")
    ParticipationFactory(session=session, site=site, employer__contact_phone="", employer__contact_email="a@b.example")

    page = operator.get(at("put-off", session))

    assert [(row["sms"], row["email"], row["phone"]) for row in page.context["rows"]] == [(0, 0, 3), (1, 1, 0)]
    assert (page.context["by_message"], page.context["by_phone"]) == (2, 3)
    assert not NewsLine.objects.exists()


def test_a_draft_is_put_off_without_a_word_and_an_illegal_step_keeps_the_note(operator: Client, host: Centre) -> None:
    draft = FairSessionFactory(centre=host, draft=True)
    assert operator.get(at("put-off", draft)).context["draft"]

    over = FairSessionFactory(centre=host, closed=True)
    page = operator.post(at("put-off", over), {"step": "cancelled", "note": "Bão số 3"})

    assert page.status_code == 409
    over.refresh_from_db()
    assert (over.state, over.note) == ("closed", "")


def test_the_state_of_sending_is_shown_and_whom_to_phone_of_the_own_centre_only(
    operator: Client, session: FairSession
) -> None:
    far = SessionSiteFactory(session=session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
    ours = RegistrationFactory(site=session.sites.get(role="host"), seeker__phone="0912345678")
    theirs = RegistrationFactory(site=far, seeker__phone="0387654321")
    operator.post(at("put-off", session), {"step": "postponed", "note": "Bão"})

    page = operator.get(at("news", session))

    told = page.context["told"][0]["of"]
    assert (told.total, told.to_phone) == (3, 3)
    assert ours.seeker.full_name in page.text
    assert theirs.seeker.full_name not in page.text
    there = opened_by(staff(Role.SITE_OFFICER, far.centre)).get(at("news", session))
    assert theirs.seeker.full_name in there.text
    assert ours.seeker.full_name not in there.text
    part = operator.get(at("news", session), headers={"HX-Request": "true"})
    assert part.text.count("<article") == 1
    assert "<html" not in part.text


def test_somebody_who_was_phoned_leaves_the_list(operator: Client, stranger: Client, session: FairSession) -> None:
    RegistrationFactory(site=session.sites.get())
    operator.post(at("put-off", session), {"step": "postponed", "note": ""})
    phoned = reverse("fairs:phoned", args=[NewsLine.objects.get().pk])
    assert stranger.post(phoned).status_code == 404

    assert operator.post(phoned).headers["Location"] == at("news", session)

    assert list(operator.get(at("news", session)).context["lines"]) == []
    assert telling.news_of(session)[0].phoned == 1


@pytest.fixture
def proposal(host: Centre) -> SessionProposal:
    order(host, 550)
    return fairs.propose(centre_id=host.pk, now=NOON)


def test_a_proposal_shows_its_orders_and_becomes_a_draft_with_one_tap(
    operator: Client, stranger: Client, proposal: SessionProposal
) -> None:
    address = reverse("fairs:proposal", args=[proposal.pk])
    assert stranger.get(address).status_code == 404
    page = operator.get(address)
    assert [row.missing for row in page.context["orders"]] == [550]
    said = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    assert (said["day"].isoformat(), str(said["starts_at"])) == ("2026-03-17", "08:00:00")
    assert operator.post(address, {**said, "day": "2020-01-02"}).status_code == 409

    answer = operator.post(address, said)

    session = FairSession.objects.get()
    assert answer.headers["Location"] == at("plan", session)
    assert operator.get(address).context["proposal"].session == session


def test_every_page_says_how_many_places_are_open_now(operator: Client, proposal: SessionProposal) -> None:
    hire(LabourOrder.objects.get(), 2)
    address = reverse("fairs:proposal", args=[proposal.pk])

    for page in (address, reverse("fairs:sessions")):
        assert "còn thiếu 548 người" in operator.get(page).text
    tasks = {task.url: task.count for task in operator.get(reverse("desk")).context["tasks"]}
    assert tasks[address] == 548


def test_proposals_cost_the_same_for_one_order_or_many(
    operator: Client, proposal: SessionProposal, host: Centre
) -> None:
    pages = [reverse("fairs:proposal", args=[proposal.pk]), reverse("fairs:sessions"), reverse("desk")]
    hire(LabourOrder.objects.get(), 1)
    once = [cost_of(operator, page) for page in pages]
    for _more in range(2):
        hire(order(host, 30), 1)
    fairs.propose(centre_id=host.pk, now=NOON)

    assert [cost_of(operator, page) for page in pages] == once


def test_a_proposal_set_aside_leaves_the_desk(operator: Client, proposal: SessionProposal) -> None:
    shown = operator.get(reverse("fairs:sessions")).context["proposals"]
    assert [called.proposal for called in shown] == [proposal]

    operator.post(reverse("fairs:set-aside", args=[proposal.pk]))

    assert list(operator.get(reverse("fairs:sessions")).context["proposals"]) == []


def test_the_desk_says_what_is_missing_whom_to_phone_and_what_orders_call_for(
    operator: Client, session: FairSession, proposal: SessionProposal, host: Centre
) -> None:
    fairs.check_readiness(session_id=session.pk, now=STARTS - timedelta(hours=40))
    off = SessionSiteFactory(session=FairSessionFactory(centre=host))
    RegistrationFactory(site=off)
    operator.post(at("put-off", off.session), {"step": "cancelled", "note": ""})

    tasks = {task.url: task.count for task in operator.get(reverse("desk")).context["tasks"] if task.urgent}

    assert tasks[at("readiness", session)] == 1
    assert tasks[at("news", off.session)] == 1
    assert tasks[reverse("fairs:proposal", args=[proposal.pk])] == 550
