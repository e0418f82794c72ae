"""One tap at the counselling desk: referred, wished for, in the queue, and in the book of offers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User
from nhipcau.counselling import api as counselling
from nhipcau.counselling.models import OfferedOpening, Response
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Registration, SessionVacancy
from nhipcau.fairs.queries.people import wishes_of
from nhipcau.matching import api as matching
from nhipcau.matching.models import Referral


class Refused(Exception):
    """Whoever of the three said no: nothing was changed anywhere."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def send(
    *, registration: Registration, opening: SessionVacancy, why: Sequence[str], note: str = "", by: User, now: datetime
) -> Referral:
    """Refer the person to an opening of this fair. Who is here joins the queue at once, others at the door.

    Raises Refused with every reason, or PermissionDenied.
    """
    occasion = fairs.occasion_of(registration.session_id)
    try:
        referral = matching.refer(
            seeker=registration.seeker,
            vacancy=opening.vacancy,
            centre=registration.centre,
            occasion_kind=occasion.kind,
            occasion_id=occasion.id,
            why=why,
            note=note,
            by=by,
            now=now,
        )
        _wish(registration, opening, by=by, now=now)
        if _draws_benefit(registration):
            counselling.offer_opening(
                seeker=registration.seeker,
                vacancy=opening.vacancy,
                centre=registration.centre,
                occasion=occasion,
                referral=referral,
                response=Response.INTERESTED,
                by=by,
                now=now,
            )
    except (matching.Refused, fairs.Refused, counselling.Refused) as refusal:
        raise Refused(refusal.reasons) from refusal
    return referral


def _wish(registration: Registration, opening: SessionVacancy, *, by: User, now: datetime) -> None:
    """Behind what the person wished for; what is on the ticket already stays where it is."""
    wished = [wish.session_vacancy for wish in wishes_of(registration)]
    if opening.pk in [one.pk for one in wished]:
        return
    if len(wished) >= registration.session.most_wishes:
        said = _("There are %(most)s jobs on the ticket already. Take one off below, then refer.")
        raise Refused([said % {"most": registration.session.most_wishes}])
    fairs.change_wishes(registration=registration, wishes=[*wished, opening], by=by, now=now)


def _draws_benefit(registration: Registration) -> bool:
    registration.seeker.refresh_from_db(fields=["draws_benefit"])
    return registration.seeker.draws_benefit


def take_off(*, registration: Registration, opening: SessionVacancy, by: User, now: datetime) -> None:
    """One job less on the ticket; its queue is left. Raises Refused when the enterprise has called already."""
    rest = [wish.session_vacancy for wish in wishes_of(registration) if wish.session_vacancy_id != opening.pk]
    try:
        fairs.change_wishes(registration=registration, wishes=rest, by=by, now=now)
    except fairs.Refused as refusal:
        raise Refused(refusal.reasons) from refusal


def answer(
    *, registration: Registration, opening: SessionVacancy, response: str, by: User, now: datetime
) -> OfferedOpening:
    """What somebody who draws unemployment benefit said of an opening that was offered."""
    try:
        return counselling.offer_opening(
            seeker=registration.seeker,
            vacancy=opening.vacancy,
            centre=registration.centre,
            occasion=fairs.occasion_of(registration.session_id),
            response=response,
            by=by,
            now=now,
        )
    except counselling.Refused as refusal:
        raise Refused(refusal.reasons) from refusal
