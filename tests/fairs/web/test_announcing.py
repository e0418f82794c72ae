"""The kit to announce a session: texts with a link for each way, what the links brought, the poster, the Word file."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import ChannelLink, FairSession, SessionState
from nhipcau.fairs.rules.announcing import USUAL
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import (
    AttendanceFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionVacancyFactory,
)
from tests.fairs.web.conftest import at, cost_of, opened_by

pytestmark = pytest.mark.django_db


def text_of(page, key: str) -> str:
    return next(text.words for text in page.context["texts"] if text.key == key)


def test_before_there_are_links_the_texts_lead_to_the_page_of_the_session(
    operator: Client, session: FairSession
) -> None:
    page = operator.get(at("announcing", session))
    assert f"http://testserver{at('session', session)}" in text_of(page, "zalo_short")
    assert not ChannelLink.objects.exists(), "Reading made nothing."


def test_one_press_makes_the_links_and_each_text_carries_its_own(operator: Client, session: FairSession) -> None:
    for _twice in range(2):
        assert operator.post(at("announcing-prepare", session)).headers["Location"] == at("announcing", session)

    page = operator.get(at("announcing", session))
    codes = {link.channel: link.code for link in session.links.all()}
    assert set(codes) == set(USUAL)
    for key, channel in (("zalo_long", "zalo"), ("facebook_short", "facebook"), ("sms", "sms"), ("press", "press")):
        said = text_of(page, key)
        assert [name for name, code in codes.items() if code in said] == [channel]


def test_the_figures_are_counted_now(operator: Client, session: FairSession) -> None:
    hall = session.sites.get()
    for heads in (30, 12):
        there = ParticipationFactory(session=session, site=hall)
        SessionVacancyFactory(participation=there, headcount=heads, vacancy__title="Thợ hàn CO2")
    said = text_of(operator.get(at("announcing", session)), "zalo_long")
    assert "2 doanh nghiệp cần tuyển 42 người." in said
    assert "- Thợ hàn CO2: 42 người, 9–12 triệu/tháng" in said


def test_pay_is_left_out_where_one_enterprise_does_not_say_it(operator: Client, session: FairSession) -> None:
    hall = session.sites.get()
    for pay in (9_000_000, None):
        SessionVacancyFactory(
            participation=ParticipationFactory(session=session, site=hall),
            headcount=5, pay_from=pay, pay_to=None, vacancy__title="Thợ hàn CO2",
        )  # fmt: skip
    assert "- Thợ hàn CO2: 10 người\n" in text_of(operator.get(at("announcing", session)), "zalo_long")


def test_a_link_with_a_name_stands_in_the_table(operator: Client, session: FairSession) -> None:
    said = {"channel": "zalo", "name": "Zalo nhóm xã Việt Yên"}
    assert operator.post(at("announcing-add", session), said).status_code == 302
    link = session.links.get()
    AttendanceFactory(registration=RegistrationFactory(site=session.sites.get(), link=link))

    [(row, address)] = operator.get(at("announcing", session)).context["rows"]

    assert (row.link, row.registered, row.came, row.hired) == (link, 1, 1, 0)
    assert address == f"http://testserver/m/{link.code}/"


def test_what_was_typed_stays_when_it_cannot_be(operator: Client, session: FairSession) -> None:
    answer = operator.post(at("announcing-add", session), {"channel": "bồ câu", "name": "Chim bay"})
    assert (answer.status_code, "Chim bay" in answer.text) == (422, True)
    assert not ChannelLink.objects.exists()


def test_over_is_over(operator: Client, session: FairSession) -> None:
    FairSession.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert operator.post(at("announcing-prepare", session)).status_code == 409
    assert not ChannelLink.objects.exists()
    assert "textarea" not in operator.get(at("announcing", session)).text


def test_the_page_costs_the_same_for_few_or_many_links(operator: Client, session: FairSession) -> None:
    by = staff(Role.OPERATOR, session.centre)
    fairs.make_links(session=session, by=by, now=NOON)
    few = cost_of(operator, at("announcing", session))
    for number in range(5):
        link = fairs.add_link(session=session, channel="zalo", name=f"Nhóm {number}", by=by, now=NOON)
        RegistrationFactory(site=session.sites.get(), link=link)
    assert cost_of(operator, at("announcing", session)) == few


def test_the_word_file_holds_what_stands_in_the_field(operator: Client, session: FairSession) -> None:
    words = "Tiêu đề\r\n\r\nĐoạn một, đã sửa.\r\n\r\nĐoạn hai\x00 có dấu: Nguyễn Thị Thu Hường."
    answer = operator.post(at("announcing-letter", session), {"words": words})
    paragraphs = [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]
    assert paragraphs == ["Tiêu đề", "Đoạn một, đã sửa.", "Đoạn hai có dấu: Nguyễn Thị Thu Hường."]
    assert answer.headers["Content-Disposition"].endswith('.docx"')


def test_the_poster_of_a_cancelled_session_is_still_one_page(operator: Client, session: FairSession) -> None:
    FairSession.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert operator.get(at("announcing-poster", session), {"kho": "a4"}).content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["announcing-prepare", "announcing-add", "announcing-letter"])
def test_another_centre_may_not_send(stranger: Client, session: FairSession, name: str) -> None:
    assert stranger.post(at(name, session), {"channel": "zalo", "name": "x"}).status_code == 404
    assert not ChannelLink.objects.exists()


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.SITE_OFFICER, Role.COUNSELLOR])
def test_who_does_not_plan_announces_nothing(session: FairSession, role: Role) -> None:
    client = opened_by(staff(role, session.centre))
    assert client.get(at("announcing", session)).status_code == 403
    assert client.post(at("announcing-prepare", session)).status_code == 403
    assert not ChannelLink.objects.exists()


def test_a_draft_is_prepared_before_it_is_public(operator: Client, session: FairSession) -> None:
    FairSession.objects.filter(pk=session.pk).update(state=SessionState.DRAFT)
    assert operator.post(at("announcing-prepare", session)).status_code == 302
    assert session.links.count() == len(USUAL)
    code = session.links.first().code
    assert Client().get(reverse("link", args=[code])).headers["Location"] == reverse("fairs:coming")
