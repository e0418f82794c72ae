"""News of a session: written down for everybody concerned in the transaction of the change, sent one by one after it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from nhipcau.accounts.api import User, phone_index, require
from nhipcau.consents import api as consents
from nhipcau.fairs.models import FairSession, News, NewsLine, SessionNews, Way
from nhipcau.fairs.queries import invitations, telling
from nhipcau.fairs.rules import readiness
from nhipcau.fairs.rules import telling as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.messaging import api as messaging
from nhipcau.seekers.api import subject_of

EVERY: Final = 20  # messages between two looks of the page that shows how far it has come
WHOM: Final = ("seeker", "officer", "employer", "recruiter", "site__centre", "invitation", "news__session__centre")


def spread_change(*, session: FairSession, kind: News, now: datetime) -> SessionNews:
    """Put off, cancelled, or a new day. What an earlier change still had to say is said no more."""
    NewsLine.objects.filter(news__session=session, state=NewsLine.State.WAITING).delete()
    lines = telling.concerned(session, now=now)
    return spread(session=session, kind=kind, key=f"edition-{session.edition}", lines=lines, now=now)


def ask_enterprises(*, session: FairSession, now: datetime) -> SessionNews | None:
    """Tell those who were asked to take part and have not been told yet. Nothing when there are none."""
    told = telling.asked_already(session)
    asked = [one.employer for one in invitations.waiting_enterprises(session) if one.employer_id not in told]
    if not asked:
        return None
    lines = telling.enterprise_lines(dict.fromkeys(asked, session.centre_id), now=now)
    return spread(session=session, kind=News.ASKED, key=f"edition-{session.edition}", lines=lines, now=now)


def spread(*, session: FairSession, kind: News, key: str, lines: Iterable[NewsLine], now: datetime) -> SessionNews:
    """Write down whom to tell what. The same occasion again writes nothing."""
    news, made = SessionNews.objects.get_or_create(session=session, kind=kind, key=key, defaults={"made_at": now})
    if made:
        kept = list(lines)
        for line in kept:
            line.news = news
        NewsLine.objects.bulk_create(kept, batch_size=1000)
    return news


def send_waiting(*, now: datetime) -> int:
    """Send what waits, each message in a transaction of its own: what has left is never sent again. How many left.

    At night most news waits for the morning.
    """
    leaving, count = telling.leaving(now=now), 0
    while (session_id := _send_next(leaving, now)) is not None:
        count += 1
        if count % EVERY == 0:
            live.touch(f"fair:{session_id}")
    return count


@transaction.atomic
def _send_next(leaving: Collection[int], now: datetime) -> int | None:
    waiting = NewsLine.objects.filter(news__in=leaving, state=NewsLine.State.WAITING)
    waiting = waiting.select_for_update(of=("self",), skip_locked=True)
    line = waiting.select_related(*WHOM).order_by("pk").first()
    if line is None:
        return None
    with override(settings.LANGUAGE_CODE):
        line.state = _send(line, now)
    line.at = now
    line.save(update_fields=["state", "at"])
    if not NewsLine.objects.filter(news=line.news_id, state=NewsLine.State.WAITING).exists():
        live.touch(f"fair:{line.news.session_id}")
    return line.news.session_id


def _send(line: NewsLine, now: datetime) -> NewsLine.State:
    """To one phone or address each news goes once, also when two people share it."""
    purpose, to = line.news.purpose, _address(line)
    if not to:
        return NewsLine.State.TO_PHONE
    index = phone_index(to) if line.way == Way.SMS else messaging.email_index(to)
    before = messaging.state_of(purpose, index)
    if before is None:
        before = _message(line, to, purpose, now)
    return NewsLine.State.SENT if before == "sent" else NewsLine.State.FAILED


def _message(line: NewsLine, to: str, purpose: str, now: datetime) -> str:
    words = _words(line)
    if line.way == Way.SMS:
        return messaging.send_sms(to=to, words=words, purpose=purpose, now=now).state
    subject = rules.subject_of(line.news.session, line.news.kind)
    return messaging.send_email(to=to, subject=subject, words=words, purpose=purpose, now=now).state


def _address(line: NewsLine) -> str:
    """As it stands now, not when the news was written down; nothing for who has taken the permission back."""
    sms = line.way == Way.SMS
    if line.seeker:
        agrees = consents.has_consent(subject_of(line.seeker), consents.Purpose.MESSAGES)
        return (line.seeker.phone if sms else line.seeker.email) if agrees else ""
    if line.officer:
        return line.officer.phone if sms else telling.email_of_officer(line.officer)
    if line.recruiter:
        return line.recruiter.username
    if line.employer:
        return line.employer.contact_phone if sms else line.employer.contact_email
    if line.invitation:
        return line.invitation.phone if sms else line.invitation.email
    return telling.address_of_site(line, sms=sms)


def _words(line: NewsLine) -> str:
    session, kind = line.news.session, line.news.kind
    if line.officer:
        people = telling.registered_in_communes(session).filter(registered_by=line.officer).count()
        villagers = messaging.full_address(reverse("fairs:villagers"))
        return rules.words_for_officer(session, kind, people=people, address=villagers)
    if kind in rules.CHANGES:
        return rules.words_of_change(session, kind, partner=line.seeker_id is None)
    name = line.employer.name if line.employer else ""
    address = messaging.full_address(reverse("fairs:for-recruiters"))
    if kind == News.UNREADY:
        todo = readiness.to_do(telling.lacks_told(line))
        return rules.words_of_lacking(session, enterprise=name, todo=todo, address=address)
    asked = session.asked.select_related("session", "last").get(employer=line.employer)
    openings = len(invitations.still_open(asked))
    again = asked.last_id is not None
    return rules.words_of_asking(session, enterprise=name, openings=openings, again=again, address=address)


@transaction.atomic
def mark_phoned(*, line: NewsLine, by: User, now: datetime) -> NewsLine:
    """Somebody of the centre has phoned. Ticking it twice changes nothing."""
    require(by, "fairs.see_session", line)
    line = NewsLine.objects.select_for_update(of=("self",)).select_related("news").get(pk=line.pk)
    if line.state not in telling.TO_PHONE:
        return line
    line.state, line.phoned_by, line.at = NewsLine.State.PHONED, by, now
    line.save(update_fields=["state", "phoned_by", "at"])
    audit.record(by=by, action="news.phone", target=line, at=now)
    return line
