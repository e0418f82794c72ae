"""Links to announce a session with: the usual ones, named ones, and counting how often one was opened."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.models import ChannelLink, FairSession
from nhipcau.fairs.rules import announcing as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text import api as text

MAY = "fairs.plan_session"


@transaction.atomic
def make_links(*, session: FairSession, by: User | None, now: datetime) -> list[ChannelLink]:
    """One for each usual way of announcing; those that exist stay as they are. `by` is None when announcing does it."""
    if by is not None:
        require(by, MAY, session)
    session = _locked(session)
    refuse(rules.reasons_not_to_announce(session))
    there = set(session.links.filter(name="").values_list("channel", flat=True))
    made = [
        ChannelLink.objects.create(session=session, channel=channel, code=rules.new_code(), made_by=by, made_at=now)
        for channel in rules.USUAL
        if channel not in there
    ]
    if made:
        audit.record(by=by, action="session.make_links", target=session, at=now)
    return made


def make_links_when_announced(*, session_id: int, now: datetime) -> None:
    """An announced session has its links at once; one that was called off meanwhile needs none."""
    session = FairSession.objects.get(pk=session_id)
    if not rules.reasons_not_to_announce(session):
        make_links(session=session, by=None, now=now)


@transaction.atomic
def add_link(*, session: FairSession, channel: str, name: str, by: User, now: datetime) -> ChannelLink:
    """Another link with a name of its own, such as the Zalo group of a commune. The same name again is the same link."""
    require(by, MAY, session)
    session, name = _locked(session), text.tidy(name)
    refuse(rules.reasons_not_to_announce(session) or rules.reasons_against_link(channel, name))
    if already := session.links.filter(channel=channel, name=name).first():
        return already
    link = ChannelLink.objects.create(
        session=session, channel=channel, name=name, code=rules.new_code(), made_by=by, made_at=now
    )
    audit.record(by=by, action="session.add_link", target=link, at=now)
    return link


def note_opening(*, link: ChannelLink) -> None:
    """Somebody came by this link. Nothing is kept of who."""
    ChannelLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1)


def _locked(session: FairSession) -> FairSession:
    return FairSession.objects.select_for_update(of=("self",)).select_related("centre").get(pk=session.pk)
