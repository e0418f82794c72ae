"""The note to the press after a session: from the fixed report, each figure with what it means."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from nhipcau.centres.models import Role
from nhipcau.fairs.models import FairSession
from nhipcau.statistics.api import freeze_report
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import AttendanceFactory, FairSessionFactory, RegistrationFactory, SessionSiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> FairSession:
    made: FairSession = FairSessionFactory(closed=True, title="Phiên thứ Năm")
    hall = SessionSiteFactory(session=made)
    for _person in range(3):
        AttendanceFactory(registration=RegistrationFactory(site=hall))
    RegistrationFactory(site=hall)
    return made


@pytest.fixture
def manager(session: FairSession) -> Client:
    return sign_in(Client(), staff(Role.MANAGER, session.centre))


def test_the_five_figures_stand_with_what_they_mean(manager: Client, session: FairSession) -> None:
    freeze_report(session=session, by=None, now=NOON)
    AttendanceFactory(registration=RegistrationFactory(site=session.sites.get()))  # after the report was fixed

    said = manager.get(reverse("statistics:press", args=[session.pk])).context["words"]

    lines = [line for line in said.splitlines() if line.startswith("- ")]
    assert len(lines) == 5
    assert lines[2] == "- 3 người đã đến. Tính theo người, mỗi người một lần: 3 ở sảnh, 0 tại điểm cầu hoặc ở nhà."
    assert "Có 4 người đăng ký trước phiên; 0 người đến trực tiếp không đăng ký trước." in said
    assert said.splitlines()[0] == "Kết quả “Phiên thứ Năm”"


def test_before_the_report_is_fixed_there_is_no_note(manager: Client, session: FairSession) -> None:
    page = manager.get(reverse("statistics:press", args=[session.pk]))
    assert (page.context["words"], "textarea" in page.text) == ("", False)


def test_the_word_file_holds_what_stands_in_the_field(manager: Client, session: FairSession) -> None:
    answer = manager.post(reverse("statistics:press-letter", args=[session.pk]), {"words": "Một\n\nHai"})
    assert [one.text for one in Document(io.BytesIO(answer.content)).paragraphs] == ["Một", "Hai"]


def test_another_centre_finds_nothing(session: FairSession) -> None:
    stranger = sign_in(Client(), staff(Role.MANAGER))
    assert stranger.get(reverse("statistics:press", args=[session.pk])).status_code == 404
    assert stranger.post(reverse("statistics:press-letter", args=[session.pk])).status_code == 404
