"""Where a referral leads, for the slip: tables and rooms of that day, or the enterprise itself."""

from collections.abc import Callable, Sequence

from nhipcau.fairs.models import Registration, RegistrationState
from nhipcau.fairs.queries.occasion import KIND, occasion_of
from nhipcau.foundation.ui.words import day_words
from nhipcau.interviews.models import Channel, Desk
from nhipcau.matching.api import Where
from nhipcau.matching.models import Referral
from nhipcau.site.counsel.finding import place_of

Slip = tuple[Referral, Where]


def slips_of(referrals: Sequence[Referral], address: Callable[[Referral], str]) -> list[Slip]:
    """`address` says what the QR of a referral opens. All of one person."""
    return [(one, _where(one, address(one))) for one in referrals]


def _where(referral: Referral, code_url: str) -> Where:
    if referral.occasion_kind != KIND or referral.occasion_id is None:
        return Where(code_url=code_url)
    tickets = Registration.objects.filter(session_id=referral.occasion_id, seeker_id=referral.seeker_id)
    tickets = tickets.exclude(state=RegistrationState.CANCELLED)
    ticket = tickets.select_related("session", "site__place", "attendance__site__place").first()
    if ticket is None:
        return Where(code_url=code_url)
    site = place_of(ticket)
    numbers: dict[bool, list[int]] = {True: [], False: []}
    desks = Desk.objects.filter(**occasion_of(ticket.session_id).keys, employer_id=referral.employer_id, closed_at=None)
    for desk in desks.order_by("number"):
        at_table = desk.channel == Channel.ONSITE
        if not at_table or desk.place_id == site.place_id:
            numbers[at_table].append(desk.number)
    return Where(
        code_url=code_url,
        fair=f"{ticket.session.title}, {day_words(ticket.session.starts)}",
        place=str(site.place or ""),
        tables=tuple(numbers[True]),
        rooms=() if numbers[True] else tuple(numbers[False]),
    )
