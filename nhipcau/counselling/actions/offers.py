"""Openings offered to people who draw unemployment benefit: what was offered, and what the person said."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre
from nhipcau.counselling.actions.refusals import refuse
from nhipcau.counselling.models import OfferedOpening
from nhipcau.counselling.rules import screening as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.interviews.api import Occasion
from nhipcau.matching import api as matching
from nhipcau.matching.models import Referral
from nhipcau.seekers.api import Seeker
from nhipcau.vacancies.models import Vacancy


@transaction.atomic
def offer_opening(
    *,
    seeker: Seeker,
    vacancy: Vacancy,
    centre: Centre,
    response: str,
    by: User,
    now: datetime,
    occasion: Occasion | None = None,
    referral: Referral | None = None,
) -> OfferedOpening:
    """One more line in the book of offers. Saying the same of the same opening again adds none.

    Raises Refused: the person draws no benefit, or is of another centre.
    """
    require(by, "counselling.screen", centre)
    seeker = Seeker.objects.select_for_update(of=("self",)).select_related("centre").get(pk=seeker.pk)
    refuse(
        rules.reasons_not_to_note_offer(
            ours=matching.may_be_served_by(seeker, centre),
            kept_at=seeker.centre.short_name,
            draws_benefit=seeker.draws_benefit,
            response=response,
        )
    )
    keys = occasion.keys if occasion else {"occasion_kind": "", "occasion_id": None}
    last = OfferedOpening.objects.filter(**keys, seeker=seeker, vacancy=vacancy).order_by("-pk").first()
    if last is not None and (last.response, last.referral_id) == (response, referral.pk if referral else None):
        return last
    said = {"centre": centre, "referral": referral, "response": response, "by": by, "at": now}
    offer = OfferedOpening.objects.create(**keys, seeker=seeker, vacancy=vacancy, **said)
    audit.record(by=by, action="offer.note", target=offer, at=now, details={"response": response})
    return offer


@transaction.atomic
def note_export(*, first: date, last: date, lines: Sequence[OfferedOpening], by: User, now: datetime) -> None:
    """The book left the house as a sheet: one line for each centre whose people stand in it."""
    require(by, "counselling.screen")
    centres = {line.centre_id: line.centre for line in lines}
    for centre in centres.values():
        said = {"first": first.isoformat(), "last": last.isoformat(), "lines": len(lines)}
        audit.record(by=by, action="offer.sheet", target=centre, at=now, details=said)
