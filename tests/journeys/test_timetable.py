"""Everybody gets a day: the operator makes and sends it, and each side reads its own part of it."""

from collections.abc import Callable

import pytest
from django.db.models import Count, F
from django.urls import reverse
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role, StaffRole
from nhipcau.fairs.models import Appointment, FairSession, Participation, Registration
from nhipcau.foundation.outbox import api as outbox
from tests.browser import PHONE, SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
Hands = Callable[..., Hand]


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_everybody_gets_a_day(hand: Hands, ready: FairSession, width: int, language: str) -> None:
    his = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    makes_and_sends(his, ready)
    reads_the_lists(his, ready)

    comes(hand, width, language, the_busiest(ready))
    recruits(hand, width, language, ready)
    receives_the_others(hand, width, language, ready)


def makes_and_sends(his: Hand, session: FairSession) -> None:
    page = his.page
    page.goto(reverse("fairs:timetable", args=[session.pk]))
    his.look("timetable-1-none")
    his.go(his.button("Give everybody a day"))
    outbox.deliver_waiting()
    page.reload()
    to_the_top(his, "#made")
    his.look("timetable-2-certificate")
    his.go(page.locator(f"form[action='{reverse('fairs:send-timetable', args=[session.pk])}'] button"))
    outbox.deliver_waiting()
    page.reload()
    his.look("timetable-3-sent")
    assert Appointment.objects.filter(registration__session=session, state="proposed").count() > 0


def reads_the_lists(his: Hand, session: FairSession) -> None:
    page = his.page
    for name, shown in (("people", "timetable-4-who-meets-whom"), ("enterprises", "timetable-5-enterprises")):
        page.goto(reverse(f"fairs:timetable-{name}", args=[session.pk]))
        his.look(shown)
    page.goto(reverse("fairs:our-times", args=[session.pk]))
    his.look("timetable-6-of-the-host")
    expect(page.locator("main")).to_contain_text(his.word("Linked centres, in numbers"))
    page.goto(reverse("fairs:papers", args=[session.pk]))
    his.tap(page.locator("summary", has_text=his.word("Enter what was written on the sheets of results")))
    his.look("timetable-7-papers")


def the_busiest(session: FairSession) -> Registration:
    """Of those who answer for themselves."""
    told = session.registrations.filter(appointments__state="proposed", seeker__account__isnull=False)
    counted = told.annotate(times=Count("appointments")).select_related("seeker__account")
    return counted.order_by("-times", F("site__place").asc(nulls_last=True), "pk")[0]


def comes(hand: Hands, width: int, language: str, ticket: Registration) -> None:
    me = hand(width, language, user=ticket.seeker.account)
    me.page.goto(reverse("fairs:day", args=[ticket.pk]))
    to_the_top(me, ".ticket" if width > PHONE else "#times")
    me.look("timetable-8-my-day")
    me.go(me.page.locator(f"form[action='{reverse('fairs:confirm-times', args=[ticket.pk])}'] button"))
    assert not ticket.appointments.filter(state="proposed").exists()
    me.look("timetable-9-confirmed")


def to_the_top(somebody: Hand, what: str) -> None:
    """On a phone what the picture is about stands further down."""
    somebody.page.locator(what).evaluate("one => one.scrollIntoView()")


def recruits(hand: Hands, width: int, language: str, session: FairSession) -> None:
    recruiter = User.objects.get(username="tuyen-dung-1")
    there = Participation.objects.get(session=session, employer__recruiters__user=recruiter)
    hers = hand(width, language, user=recruiter)
    hers.page.goto(reverse("fairs:desk-hours", args=[there.pk]))
    hers.tap(hers.page.locator("main summary"))
    hers.look("timetable-10-hours")


def receives_the_others(hand: Hands, width: int, language: str, session: FairSession) -> None:
    """At a linked centre: the names of its own people, and none of the host's."""
    linked = session.registrations.exclude(centre=session.centre).filter(appointments__state="proposed")
    ticket = linked.select_related("seeker", "centre")[0]
    officer = StaffRole.objects.filter(centre=ticket.centre, role=Role.SITE_OFFICER).select_related("user")[0].user
    theirs = hand(width, language, user=officer)
    theirs.page.goto(reverse("fairs:our-times", args=[session.pk]))
    to_the_top(theirs, "main .figures")
    theirs.look("timetable-11-of-a-linked-centre")
    theirs.page.goto(reverse("fairs:our-times", args=[session.pk]) + "?theo=gio")
    to_the_top(theirs, "main .figures")
    theirs.look("timetable-12-by-the-clock")
    hosts = session.registrations.filter(centre=session.centre).select_related("seeker")[0]
    expect(theirs.page.locator("main")).not_to_contain_text(hosts.seeker.full_name)
