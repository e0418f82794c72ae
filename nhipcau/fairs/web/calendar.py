"""The calendar feed (RFC 5545): one event a session; cancelled ones are marked, so calendars drop them."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from icalendar import Calendar, Event

from nhipcau.fairs.models import FairSession, SessionState

STATUS = {SessionState.CANCELLED: "CANCELLED", SessionState.POSTPONED: "TENTATIVE"}


def feed_of(sessions: Iterable[FairSession], *, title: str, address: Callable[[str], str], at: datetime) -> bytes:
    """`address` makes a full web address of a path."""
    feed = Calendar()
    feed.add("prodid", "-//Nhip Cau//Fairs//VI")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", title)
    for session in sessions:
        feed.add_component(_event(session, address(reverse("fairs:session", args=[session.pk])), at))
    made: bytes = feed.to_ical()
    return made


def _event(session: FairSession, url: str, at: datetime) -> Event:
    host = url.split("/")[2].split(":")[0]
    places = [str(site.place) for site in session.sites.all() if site.place]
    event = Event()
    event.add("uid", f"fair-{session.pk}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", session.starts)
    event.add("dtend", session.ends)
    event.add("sequence", session.edition - 1)
    event.add("status", STATUS.get(SessionState(session.state), "CONFIRMED"))
    event.add("summary", session.title)
    event.add("url", url)
    if places:
        event.add("location", "; ".join(places))
    if session.note:
        event.add("description", session.note)
    return event
