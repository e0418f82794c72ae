import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from nhipcau.fairs.models import FairSession
from tests.fairs.factories import (
    FairSessionFactory,
    ParticipationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
)
from tests.fairs.web.conftest import cost_of

pytestmark = pytest.mark.django_db
PUBLIC = reverse("fairs:public")


def full(session: FairSession, lines: int = 1) -> FairSession:
    participation = ParticipationFactory(session=session, site=SessionSiteFactory(session=session))
    SessionVacancyFactory.create_batch(lines, participation=participation, headcount=500)
    return session


def test_the_list_costs_the_same_for_one_session_or_many(client: Client) -> None:
    first = full(FairSessionFactory())
    FairSessionFactory(draft=True)
    FairSessionFactory(state="cancelled")
    alone = cost_of(client, PUBLIC)

    more = [full(FairSessionFactory()) for _n in range(2)]

    assert cost_of(client, PUBLIC) == alone
    listed = client.get(PUBLIC).context["sessions"]
    assert list(listed) == [first, *more]
    assert [session.enterprises for session in listed] == [1, 1, 1]


def test_an_empty_list_says_what_to_do_instead(client: Client) -> None:
    assert "Hiện chưa có phiên nào được công bố" in client.get(PUBLIC).text


def test_the_poster_leads_to_the_next_session_that_takes_place(client: Client) -> None:
    assert client.get(reverse("fairs:coming")).headers["Location"] == PUBLIC
    FairSessionFactory(state="postponed")
    session = FairSessionFactory()

    response = client.get(reverse("fairs:coming"))

    assert response.headers["Location"] == reverse("fairs:session", args=[session.pk])


def test_a_session_says_day_hours_enterprises_and_openings(client: Client) -> None:
    session = full(FairSessionFactory(), lines=2)
    ParticipationFactory(session=session, site=session.sites.first(), state="applied")

    response = client.get(reverse("fairs:session", args=[session.pk]))

    assert "Thứ Năm, 12/3" in response.text
    assert "7:30–11:30" in response.text
    assert (response.context["session"].enterprises, response.context["session"].openings) == (1, 1000)
    assert "Đăng ký, 2 phút" in response.text


@pytest.mark.parametrize(("state", "words"), [("postponed", "Tạm hoãn"), ("cancelled", "Đã hủy")])
def test_a_session_put_off_says_so_and_offers_no_registration(client: Client, state: str, words: str) -> None:
    session = FairSessionFactory(state=state, note="Bão số 3")

    page = client.get(reverse("fairs:session", args=[session.pk])).text

    assert words in page
    assert "Bão số 3" in page
    assert "Đăng ký, 2 phút" not in page


def test_a_draft_is_nobodys_business_yet(client: Client) -> None:
    draft = FairSessionFactory(draft=True)

    assert client.get(reverse("fairs:session", args=[draft.pk])).status_code == 404
    assert client.get(reverse("fairs:openings", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("page", ["openings", "session"])
def test_openings_cost_the_same_for_one_or_many(client: Client, page: str) -> None:
    session = full(FairSessionFactory())
    address = reverse(f"fairs:{page}", args=[session.pk])
    alone = cost_of(client, address)

    full(session, lines=2)

    assert cost_of(client, address) == alone
    assert client.get(address).context["session"].openings == 1500


def test_openings_are_found_without_accents(client: Client) -> None:
    session = full(FairSessionFactory())
    wanted = SessionVacancyFactory(
        participation=session.participations.get(),
        vacancy__title="May công nghiệp",
        vacancy__search=" may cong nghiep viet yen ",
    )

    response = client.get(reverse("fairs:openings", args=[session.pk]), {"q": "cong nghiep viet yen"})
    nothing = client.get(reverse("fairs:openings", args=[session.pk]), {"q": "phi cong"})

    assert list(response.context["page"]) == [wanted]
    assert "Phiên này không có việc như vậy" in nothing.text


def test_the_calendar_feed_carries_each_session_and_takes_cancelled_ones_out(client: Client) -> None:
    session = full(FairSessionFactory(edition=3))
    FairSessionFactory(state="cancelled", title="Phiên đã hủy")
    FairSessionFactory(draft=True)

    response = client.get(reverse("fairs:calendar"))

    feed = Calendar.from_ical(response.content)
    events = {str(event["summary"]): event for event in feed.walk("VEVENT")}
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(events) == {session.title, "Phiên đã hủy"}
    event = events[session.title]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (session.starts, session.ends)
    assert (int(event["sequence"]), str(event["status"])) == (2, "CONFIRMED")
    assert str(event["url"]).endswith(reverse("fairs:session", args=[session.pk]))
    assert str(events["Phiên đã hủy"]["status"]) == "CANCELLED"
