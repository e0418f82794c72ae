"""The counselling desk on the morning: ticket, questions, openings with reasons, referral, slip; then the recruiter's side."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import Count
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.consents.api import Purpose, has_consent
from nhipcau.counselling.models import GroupAdvice, OfferedOpening, Response, Screening
from nhipcau.employers.models import Recruiter
from nhipcau.fairs.models import FairSession, Registration, RegistrationState, SessionSite
from nhipcau.interviews.models import QueueTicket
from nhipcau.matching.models import Referral
from nhipcau.seekers.api import subject_of
from nhipcau.seekers.models import Seeker
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


def somebody(session: FairSession, *, shares: bool) -> Registration:
    """Here in the hall, with two jobs on the ticket, not screened yet."""
    here = Registration.objects.filter(
        session=session, site__role=SessionSite.Role.HOST, state=RegistrationState.CHECKED_IN
    ).exclude(seeker__in=Screening.objects.values("seeker"))
    few = here.annotate(wished=Count("wishes")).filter(wished=2).select_related("seeker").order_by("pk")
    return next(one for one in few if has_consent(subject_of(one.seeker), Purpose.SHARE_PROFILE) is shares)


def to_the_desk(counsellor: Hand) -> None:
    counsellor.page.goto("/viec-cua-toi/")
    counsellor.go(counsellor.link("Counselling desk"))


def scan(counsellor: Hand, code: str) -> None:
    """The scanner types wherever the focus is, and presses Enter."""
    with counsellor.page.expect_navigation():
        counsellor.page.keyboard.type(code)
        counsellor.press("Enter")


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_from_the_ticket_to_the_slip(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    ticket = somebody(under_way, shares=True)
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    to_the_desk(counsellor)
    counsellor.look("counsel-1-desk")
    scan(counsellor, ticket.code)
    expect(page.get_by_role("heading", level=1)).to_contain_text(ticket.seeker.full_name)
    counsellor.look("counsel-2-questions")
    before = counsellor.letters
    counsellor.tick(page.get_by_label(counsellor.word("Day shift only")))
    counsellor.tick(page.get_by_label(counsellor.word("Citizen card")))
    counsellor.tick(page.get_by_label(counsellor.word("Draws unemployment benefit")))
    counsellor.go(counsellor.button("Show fitting openings"))
    assert counsellor.letters == before, "what is in the file is typed by nobody"
    counsellor.look("counsel-3-openings")

    for slips in (1, 2):
        counsellor.tap(page.locator("#lists form[action$='/gioi-thieu/'] button:enabled"))
        expect(page.locator("#sent-heading")).to_contain_text(str(slips))
    counsellor.tap(page.locator(f"#lists button[value='{Response.REFUSED}']"))
    expect(page.get_by_text(counsellor.word("Noted in the book of offers.")).first).to_be_visible()
    counsellor.look("counsel-4-referred")

    is_kept(ticket, under_way)
    for link, size in (("Print, A5", ""), ("Print, 80 mm", "?kho=80")):
        address = page.get_by_role("link", name=counsellor.word(link)).get_attribute("href")
        assert address is not None
        assert address.endswith(f"/phieu/{size}")
        assert page.request.get(address).body()[:5] == b"%PDF-"
    assert counsellor.taps <= 9, "to the desk, the scanner's Enter, three answers, one send, two referrals, one answer"


def is_kept(ticket: Registration, under_way: FairSession) -> None:
    screening = Screening.objects.get(seeker=ticket.seeker)
    assert (screening.shift, screening.papers, screening.draws_benefit) == ("day", ["citizen_card"], True)
    assert timedelta(0) < screening.at - screening.began_at < timedelta(minutes=2)
    assert Seeker.objects.get(pk=ticket.seeker_id).draws_benefit
    sent = Referral.objects.filter(seeker=ticket.seeker).order_by("number")
    assert [one.occasion_id for one in sent] == [under_way.pk] * 2
    assert sent[1].number == sent[0].number + 1
    assert QueueTicket.objects.filter(seeker=ticket.seeker, employer__in=sent.values("employer")).count() == len(
        {one.employer_id for one in sent}
    )
    answers = OfferedOpening.objects.filter(seeker=ticket.seeker).order_by("pk").values_list("response", flat=True)
    assert list(answers) == [Response.INTERESTED, Response.INTERESTED, Response.REFUSED]


@pytest.mark.parametrize(("width", "language"), [(360, "vi"), (1280, "en")])
def test_who_has_not_agreed_is_read_the_words_first(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    ticket = somebody(under_way, shares=False)
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    to_the_desk(counsellor)
    counsellor.type(str(ticket.number), page.get_by_label(counsellor.word("No ticket at hand? Name or number")))
    counsellor.press("Enter")
    counsellor.go(page.locator("#found").get_by_role("link", name=counsellor.word("Counsel")))
    counsellor.go(counsellor.button("Show fitting openings"))
    counsellor.tap(page.locator("#lists form[action$='/gioi-thieu/'] button:enabled"))
    expect(page.get_by_role("alert").first).to_be_visible()
    counsellor.look("counsel-5-not-agreed")
    assert not Referral.objects.filter(seeker=ticket.seeker).exists()

    counsellor.go(page.get_by_role("link", name=counsellor.word("Questions")))
    counsellor.tick(page.get_by_label(counsellor.word("I read this to the person, and they agree")))
    counsellor.look("counsel-6-agreement")
    counsellor.go(counsellor.button("Show fitting openings"))
    counsellor.tap(page.locator("#lists form[action$='/gioi-thieu/'] button:enabled"))
    expect(page.locator("#sent-heading")).to_be_visible()
    assert Referral.objects.filter(seeker=ticket.seeker).count() == 1


@pytest.mark.parametrize(("width", "language"), [(360, "vi"), (1280, "en")])
def test_health_is_written_read_and_erased(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    ticket = somebody(under_way, shares=True)
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    page.goto(f"/tu-van/ban/ve/{ticket.pk}/")
    field = page.get_by_role("textbox", name=counsellor.word("Health, and help needed at work"))
    counsellor.type("Đau lưng, không đứng lâu được", field)
    counsellor.go(counsellor.button("Show fitting openings"))
    expect(page.get_by_text("Đau lưng")).to_have_count(0)
    page.goto(f"/tu-van/ban/ve/{ticket.pk}/")
    expect(field).to_have_value("")
    counsellor.go(counsellor.button("Read it (this is noted)"))
    expect(page.get_by_text("Đau lưng").first).to_be_visible()
    counsellor.look("counsel-7-health")
    counsellor.go(counsellor.button("Erase it for good"))
    assert Screening.objects.get(seeker=ticket.seeker).needs == ""


@pytest.mark.parametrize(("width", "language"), [(360, "vi"), (1280, "en")])
def test_a_group_is_advised_and_counted(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    page.goto("/tu-van/ban/nhom/")
    counsellor.tick(page.get_by_label(counsellor.word("Labour law")))
    counsellor.type("35", page.get_by_label(counsellor.word("People who listened")))
    counsellor.type("20", page.get_by_label(counsellor.word("Minutes")))
    counsellor.go(counsellor.button("Note it"))
    counsellor.look("counsel-8-group")
    line = GroupAdvice.objects.latest("pk")
    assert (line.topic, line.people, line.minutes, line.occasion_id) == ("law", 35, 20, under_way.pk)


@pytest.mark.parametrize(("width", "language"), [(360, "vi"), (1280, "en")])
def test_without_a_fair_from_the_file_and_the_recruiter_opens_the_code(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    person = somebody(under_way, shares=True).seeker
    counsellor = hand(width, language, user=User.objects.get(username="tu-van"))
    page = counsellor.page
    page.goto(f"/toi/nguoi/{person.pk}/")
    counsellor.go(counsellor.link("Refer to an enterprise"))
    counsellor.look("counsel-9-direct")
    counsellor.go(page.locator("form[action*='/tu-van/ban/nguoi/'] button"))
    counsellor.look("counsel-10-direct-done")
    referral = Referral.objects.get(seeker=person, occasion_kind="")

    user = Recruiter.objects.filter(employer=referral.employer)[0].user
    recruiter = hand(width, language, user=user)
    recruiter.page.goto("/viec-cua-toi/")
    recruiter.go(recruiter.link("People referred to us"))
    recruiter.type(referral.code.lower(), recruiter.page.get_by_label(recruiter.word("Code of the referral slip")))
    recruiter.look("counsel-11-recruiter")
    with recruiter.page.expect_navigation():
        recruiter.press("Enter")
    expect(recruiter.page.get_by_role("heading", level=1)).to_have_text(person.full_name)
    recruiter.look("counsel-12-slip")
