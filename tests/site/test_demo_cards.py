"""The cards that a visitor of the demo holds before the scanner do what stands beside them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession, Registration
from nhipcau.seekers import api as seekers
from nhipcau.site.demo import cards, stage
from nhipcau.site.demo.size import SMALL


@pytest.fixture
def session(db: None) -> FairSession:
    call_command("load_reference", stdout=StringIO())
    return stage.make(size=SMALL)


def test_each_card_of_the_demo_is_who_the_page_says(session: FairSession, client: Client) -> None:
    desk = User.objects.get(username="tiep-don")
    page = client.get(reverse("demo:stage"))
    shown = page.context["cards"]

    known = [seekers.scan_card(typed=card.text, by=desk, now=session.starts).known.seeker for card in shown]

    registered, visitor, newcomer, plain = known
    assert Registration.objects.filter(session=session, seeker=registered).count() == 1
    assert visitor == User.objects.get(username="nguoi-tim-viec").seekers.get()
    assert (newcomer, plain) == (None, None)
    assert [seekers.read_card(card.text).doubts for card in shown] == [()] * 4
    assert all(card.text.startswith("099") for card in shown)
    assert cards.NEW in page.text
