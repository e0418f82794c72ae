"""What the certificate of a timetable says in words: nothing that is not so."""

from datetime import timedelta

import pytest
from django.test import Client

from nhipcau.centres.models import Centre
from nhipcau.fairs.actions import appointing
from nhipcau.fairs.models import SessionSite
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
