"""Who is told what, by which way, in which words. Pure; sentences are in the language in force."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.accounts.api import is_mobile
from nhipcau.fairs.models import FairSession, News, SessionState, Way
from nhipcau.foundation.ui.words import day_words, time_words

CHANGES: Final = (News.POSTPONED, News.CANCELLED, News.NEW_DAY)
A_PHONE: Final = re.compile(r"\+?\d[\d .]{7,14}\d")
QUIET_FROM, QUIET_UNTIL = time(21), time(6)  # in Vietnam: people sleep
CANNOT_WAIT: Final = timedelta(hours=12)  # before the opening: who sets out at dawn must hear it tonight


def news_of(before: str, to: str) -> News | None:
    """What a step of the plan means for those who count on the session. A draft is nobody's business yet."""
    if before == SessionState.DRAFT:
        return None
    if to == SessionState.ANNOUNCED:
        return News.NEW_DAY
    return {SessionState.POSTPONED: News.POSTPONED, SessionState.CANCELLED: News.CANCELLED}.get(SessionState(to))


def is_quiet(now: datetime) -> bool:
    return not QUIET_UNTIL <= localtime(now).time() < QUIET_FROM


def may_leave(kind: str, *, starts: datetime, now: datetime) -> bool:
    """At night news waits for the morning, unless somebody would set out for a fair that is not held."""
    return not is_quiet(now) or (kind in CHANGES and now < starts <= now + CANNOT_WAIT)


def mobile_in(contact: str) -> str:
    """The first mobile number in a contact such as "chị Lan, 0912 345 678"; empty when there is none."""
    return next((found for found in A_PHONE.findall(contact) if is_mobile(found)), "")


def way_of_person(*, agreed: bool, has_phone: bool, email: str) -> Way:
    """Messages go to those only who agreed to them; the others are phoned about their own appointment."""
    if agreed and has_phone:
        return Way.SMS
    return Way.EMAIL if agreed and email else Way.PHONE


def way_of_contact(*, phone: str, email: str, email_first: bool = False) -> Way:
    if email and email_first:
        return Way.EMAIL
    if is_mobile(phone):
        return Way.SMS
    return Way.EMAIL if email else Way.PHONE


def subject_of(session: FairSession, kind: str) -> str:
    """Of an e-mail: the day and the news, before it is opened."""
    return f"{News(kind).label}: {day_words(session.starts)}"


def words_of_change(session: FairSession, kind: str, *, partner: bool) -> str:
    """`partner`: an enterprise or a centre; else a person who registered."""
    return _said(session, _sentence(kind, partner))


def words_for_officer(session: FairSession, kind: str, *, people: int, address: str) -> str:
    """Whoever registered people of the commune is asked to pass it on: many of them have no phone."""
    passing = ngettext(
        "Please tell the %(count)s person you registered: %(address)s",
        "Please tell the %(count)s people you registered: %(address)s",
        people,
    )
    return f"{_said(session, _sentence_for_officer(kind))} {passing % {'count': people, 'address': address}}"


def _said(session: FairSession, sentence: str) -> str:
    words = {
        "day": f"{localtime(session.starts):%d/%m}",
        "time": time_words(session.starts),
        "centre": session.centre.short_name,
    }
    return " ".join([sentence % words, *_more(session)])


def _sentence(kind: str, partner: bool) -> str:
    if kind == News.CANCELLED:
        return _("%(centre)s: the job fair of %(day)s will not take place.")
    if kind == News.NEW_DAY and partner:
        return _("%(centre)s: the job fair now takes place on %(day)s at %(time)s. Your tables and sites are kept.")
    if kind == News.NEW_DAY:
        return _("%(centre)s: the job fair now takes place on %(day)s at %(time)s. Your ticket stays good.")
    if partner:
        return _("%(centre)s: the job fair of %(day)s is postponed, your tables and sites are kept.")
    return _("%(centre)s: the job fair of %(day)s is postponed, your place is kept.")


def _sentence_for_officer(kind: str) -> str:
    if kind == News.NEW_DAY:
        return _("%(centre)s: the job fair now takes place on %(day)s at %(time)s. All tickets stay good.")
    if kind == News.POSTPONED:
        return _("%(centre)s: the job fair of %(day)s is postponed, all places are kept.")
    return _sentence(kind, partner=False)


def _more(session: FairSession) -> list[str]:
    more = [session.note.strip()] if session.note.strip() else []
    return [*more, _("Questions: %(phone)s") % {"phone": session.centre.phone}] if session.centre.phone else more


def words_of_asking(session: FairSession, *, enterprise: str, openings: int, again: bool, address: str) -> str:
    words = {
        "centre": session.centre.short_name,
        "enterprise": enterprise,
        "when": f"{time_words(session.starts)} {localtime(session.starts):%d/%m}",
        "openings": openings,
        "address": address,
    }
    if not openings:
        said = _(
            "%(centre)s asks %(enterprise)s to the job fair of %(when)s. Put in your openings, then answer: %(address)s"
        )
    elif again:
        said = ngettext(
            "%(centre)s asks %(enterprise)s again to the job fair of %(when)s, with %(openings)s opening still open. One tap: %(address)s",
            "%(centre)s asks %(enterprise)s again to the job fair of %(when)s, with %(openings)s openings still open. One tap: %(address)s",
            openings,
        )
    else:
        said = ngettext(
            "%(centre)s asks %(enterprise)s to the job fair of %(when)s, with %(openings)s opening. One tap: %(address)s",
            "%(centre)s asks %(enterprise)s to the job fair of %(when)s, with %(openings)s openings. One tap: %(address)s",
            openings,
        )
    return said % words


def words_of_lacking(session: FairSession, *, enterprise: str, todo: Sequence[str], address: str) -> str:
    words = {
        "centre": session.centre.short_name,
        "enterprise": enterprise,
        "when": f"{time_words(session.starts)} {localtime(session.starts):%d/%m}",
        "todo": "; ".join(todo),
        "address": address,
    }
    return _("%(centre)s: before the job fair of %(when)s, %(enterprise)s please: %(todo)s. Here: %(address)s") % words
