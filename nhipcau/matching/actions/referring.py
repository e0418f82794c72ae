"""A counsellor sends a person to an enterprise, with a reason and a number."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre
from nhipcau.consents.api import Purpose, has_consent
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import tidy
from nhipcau.matching import queries, rules
from nhipcau.matching.events import ReferralMade, ReferralWithdrawn
from nhipcau.matching.models import Referral, Why
from nhipcau.seekers.api import Seeker, subject_of
from nhipcau.vacancies.models import Vacancy


class Refused(Exception):
    """Nobody was referred, for these reasons."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def refer(
    *,
    seeker: Seeker,
    vacancy: Vacancy,
    centre: Centre,
    why: Sequence[str],
    by: User,
    now: datetime,
    occasion_kind: str = "",
    occasion_id: int | None = None,
    note: str = "",
) -> Referral:
    """Send this person to this opening, once an occasion: asking again gives the same referral.

    Raises Refused with every reason, or PermissionDenied.
    """
    require(by, "matching.refer", centre)
    occasion = (occasion_kind, occasion_id)
    try:
        with transaction.atomic():
            return _refer(seeker, vacancy, centre, why, tidy(note)[:200], occasion, by=by, now=now)
    except IntegrityError:  # the same person to the same opening, at the same moment, from another centre
        if already := queries.live(seeker, *occasion).filter(vacancy=vacancy).first():
            return already
        raise


def _refer(
    seeker: Seeker,
    vacancy: Vacancy,
    centre: Centre,
    why: Sequence[str],
    note: str,
    occasion: tuple[str, int | None],
    *,
    by: User,
    now: datetime,
) -> Referral:
    lock(centre)
    made = queries.live(seeker, *occasion)
    if already := made.filter(vacancy=vacancy).first():
        return already
    if reasons := rules.reasons_not_to_refer(
        Vacancy.objects.get(pk=vacancy.pk),
        ours=queries.may_be_served_by(seeker, centre),
        shares=has_consent(subject_of(seeker), Purpose.SHARE_PROFILE),
        kept_at=seeker.centre.short_name,
        others=made.count() if occasion[0] else 0,
        today=localdate(now),
    ):
        raise Refused(reasons)
    referral = Referral(seeker=seeker, vacancy=vacancy, employer_id=vacancy.employer_id, centre=centre)
    referral.occasion_kind, referral.occasion_id = occasion
    referral.year = localdate(now).year
    referral.number, referral.code = _next_number(centre, referral.year), new_code()
    referral.why, referral.note = [one for one in why if one in Why.values], note
    referral.made_by, referral.made_at = by, now
    referral.save(force_insert=True)
    audit.record(by=by, action="referral.make", target=referral, at=now, details={"why": referral.why})
    outbox.publish(_fact(referral, now))
    live.touch(f"seeker:{seeker.pk}")
    return referral


def lock(centre: Centre) -> None:
    """One number after the other within a centre; whoever only points to the centre does not wait."""
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)


def _next_number(centre: Centre, year: int) -> int:
    """Behind the lock, and no row is ever deleted: so nothing is left out and nothing twice."""
    used = Referral.objects.filter(centre=centre, year=year).aggregate(last=Max("number"))["last"]
    return (used or 0) + 1


def _fact(referral: Referral, now: datetime) -> ReferralMade:
    return ReferralMade(
        referral_id=referral.pk,
        seeker_id=referral.seeker_id,
        vacancy_id=referral.vacancy_id,
        employer_id=referral.employer_id,
        centre_id=referral.centre_id,
        occasion_kind=referral.occasion_kind,
        occasion_id=referral.occasion_id or 0,
        at=now,
    )


@transaction.atomic
def withdraw_referral(*, referral: Referral, by: User, now: datetime) -> Referral:
    """The slip is void; its number stays used. Withdrawing twice changes nothing."""
    require(by, "matching.refer", referral)
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if referral.withdrawn_at is not None:
        return referral
    referral.withdrawn_at = now
    referral.save(update_fields=["withdrawn_at"])
    audit.record(by=by, action="referral.withdraw", target=referral, at=now)
    outbox.publish(ReferralWithdrawn(referral_id=referral.pk, at=now))
    live.touch(f"seeker:{referral.seeker_id}")
    return referral
