"""What the certificate of a timetable says in words: nothing that is not so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from nhipcau.centres.models import Centre
from nhipcau.fairs.actions import appointing
from nhipcau.fairs.models import SessionSite
from nhipcau.fairs.web.timetable_words import how_good
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.fairs.timetabling.fair import made, oclock, person, sent, table
from tests.fairs.web.conftest import at
from tests.fairs.web.test_timetable import seen, site

pytestmark = pytest.mark.django_db
__all__ = ["site"]


def test_with_nobody_to_share_out_nothing_is_praised_and_nothing_can_be_sent(
    site: SessionSite, operator: Client
) -> None:
    made(site)
    text = seen(operator, at("timetable", site.session))

    assert "chưa có gì để xếp" in text
    assert "Không ai bị bỏ sót" not in text
    assert at("send-timetable", site.session) not in text


def test_what_begins_too_soon_is_not_said_to_be_confirmed(host: Centre, operator: Client) -> None:
    site = SessionSiteFactory(session=FairSessionFactory(centre=host, running=True))
    brought = table(site)
    people = [person(site, brought) for _each in range(6)]
    sent(site, now=oclock(7, 30))
    appointing.confirm(registration=people[0], by=people[0].seeker.account, now=oclock(7, 31))
    last = max(people[1:], key=lambda one: one.appointments.get().starts).appointments.get()
    soon = last.starts - timedelta(minutes=1)

    told = made(site, now=soon).certificate
    text = seen(operator, at("timetable", site.session))

    assert (told["fixed"], told["soon"]) == (0, 2)
    assert "2 giờ sắp tới quá gần nên không đổi nữa" in text
    assert "giờ đã xác nhận được giữ nguyên" not in text


@pytest.mark.parametrize(
    ("value", "bound", "said"),
    [(999_851, 1_000_000, "0,02"), (999_900, 1_000_000, "0,01"), (999_999, 1_000_000, "0,01"), (997, 1000, "0,30")],
)
def test_what_is_missing_to_the_best_is_never_rounded_down(value: int, bound: int, said: str) -> None:
    with override("vi"):
        assert said in how_good({"value": value, "bound": bound, "ratio": value / bound})
