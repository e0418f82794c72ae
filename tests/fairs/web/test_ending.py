"""The end of the calls is asked first and can be undone; the cockpit's button is what the morning needs."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession
from tests.centres.factories import staff
from tests.fairs.factories import ENDS, STARTS, FairSessionFactory, ParticipationFactory, SessionSiteFactory
from tests.fairs.web.conftest import opened_by
from tests.interviews.factories import DeskFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(host: Centre) -> FairSession:
    session = FairSessionFactory(centre=host, running=True)
    SessionSiteFactory(session=session, opened_at=STARTS)
    return session


def test_stopping_the_calls_is_asked_first_with_what_it_does_and_can_be_undone(
    operator: Client, running: FairSession
) -> None:
    desk = DeskFactory(occasion_id=running.pk)
    QueueTicketFactory.create_batch(2, desk=desk)
    cockpit, step = reverse("fairs:cockpit", args=[running.pk]), reverse("fairs:step", args=[running.pk])

    asked = asked_before(operator.get(cockpit).text, "closing")
    assert "Không gọi thêm ai ở 1 bàn và phòng." in asked
    assert "2 người còn chờ được gọi." in asked
    operator.post(step, {"step": "closing", "cockpit": "1"})
    assert 'value="again"' in operator.get(cockpit).text
    operator.post(step, {"step": "again", "cockpit": "1"})

    running.refresh_from_db()
    assert running.state == "running"


def test_the_button_of_the_morning_is_what_waits_for_a_decision_else_the_door_and_at_the_end_the_end(
    operator: Client, running: FairSession
) -> None:
    cockpit, door = reverse("fairs:cockpit", args=[running.pk]), reverse("fairs:door", args=[running.pk])
    (quiet,) = buttons(operator.get(cockpit).text)
    assert f'href="{door}"' in quiet
    absent, _other = ParticipationFactory.create_batch(2, session=running, site=running.sites.get())
    with time_machine.travel(STARTS, tick=False):
        page = opened_by(staff(Role.OPERATOR, running.centre)).get(cockpit).text
    (first,) = buttons(page)
    assert "Đã đến" in first
    assert reverse("fairs:arrive", args=[absent.pk]) in page

    with time_machine.travel(ENDS, tick=False):
        page = opened_by(staff(Role.OPERATOR, running.centre)).get(cockpit).text
    (last,) = buttons(page)
    assert "Ngừng gọi, chuẩn bị đóng" in last


def test_the_plan_leads_to_the_cockpit_to_end_a_fair(operator: Client, running: FairSession) -> None:
    page = operator.get(reverse("fairs:plan", args=[running.pk])).text
    assert reverse("fairs:cockpit", args=[running.pk]) in page
    assert 'value="closing"' not in page


def buttons(page: str) -> list[str]:
    """The primary ones, each with its words."""
    return re.findall(r'<(?:a|button|summary)[^>]*class="btn btn-primary"[^>]*>.*?</(?:a|button|summary)>', page, re.S)


def asked_before(page: str, step: str) -> str:
    """What is read once the question is opened, before the button that does it."""
    before = page.split(f'value="{step}"')[0]
    return " ".join(before.rsplit("<details", 1)[1].split())
