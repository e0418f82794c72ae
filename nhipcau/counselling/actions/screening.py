"""Two minutes between door and table."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, may, require
from nhipcau.centres.api import Centre
from nhipcau.counselling.actions.refusals import Refused, refuse, refuse_fields
from nhipcau.counselling.models import Screening
from nhipcau.counselling.rules import screening as rules
from nhipcau.counselling.rules.screening import Answers
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import tidy
from nhipcau.interviews.api import Occasion
from nhipcau.matching import api as matching
from nhipcau.seekers import api as seekers
from nhipcau.seekers.api import Seeker

READS_NEEDS = "counselling.read_needs"


@transaction.atomic
def screen(
    *,
    occasion: Occasion,
    seeker: Seeker,
    centre: Centre,
    answers: Answers,
    began_at: datetime,
    by: User,
    now: datetime,
) -> Screening:
    """Write down what this person looks for today; once an occasion, and asking again puts it right.

    The mark "draws unemployment benefit" is the file's own: it is written there too, and so are distance and shift where
    the file says nothing of them. Raises Refused or PermissionDenied.
    """
    require(by, "counselling.screen", centre)
    refuse(_against(seeker, centre))
    refuse_fields(rules.problems_with(answers))
    seeker = Seeker.objects.select_for_update(of=("self",)).get(pk=seeker.pk)
    screening = Screening.objects.filter(**occasion.keys, seeker=seeker).first()
    if screening is None:
        begun = rules.believable_start(began_at, now=now)
        screening = Screening(**occasion.keys, seeker=seeker, began_at=begun, at=now)
    screening.centre, screening.by = centre, by
    _write(screening, answers, by)
    screening.save()
    audit.record(by=by, action="screening.write", target=screening, at=now)
    _tell_file(seeker, answers, by=by, now=now)
    return screening


def _against(seeker: Seeker, centre: Centre) -> list[str]:
    ours = matching.may_be_served_by(seeker, centre)
    return rules.reasons_not_to_screen(ours=ours, kept_at=seeker.centre.short_name)


def _write(screening: Screening, answers: Answers, by: User) -> None:
    """Health is written by whoever may read it, and by nobody else."""
    screening.wish, screening.note = tidy(answers.wish)[:200], tidy(answers.note)[:300]
    screening.shift, screening.commune = answers.shift, answers.commune
    screening.farthest_km, screening.papers = answers.farthest_km, list(answers.papers)
    screening.draws_benefit = answers.draws_benefit
    if answers.needs and may(by, READS_NEEDS, screening):
        screening.needs = tidy(answers.needs)


def _tell_file(seeker: Seeker, answers: Answers, *, by: User, now: datetime) -> None:
    """What the person said of themself long ago stays. A file that another centre keeps is put right there."""
    known = seekers.data_of(seeker)
    farthest = min(answers.farthest_km, seekers.KILOMETRES[-1]) if answers.farthest_km else None
    data = replace(
        known,
        draws_benefit=answers.draws_benefit,
        farthest_km=known.farthest_km or farthest,
        wished_shift=known.wished_shift or answers.shift,
    )
    if data == known or not may(by, "seekers.register_seeker", seeker):
        return
    try:
        seekers.edit_seeker(seeker=seeker, data=data, edition=seeker.edition, by=by, now=now)
    except seekers.CannotRegister as refusal:  # something else in the file must be mended first
        raise Refused(refusal.reasons) from refusal


@transaction.atomic
def read_needs(*, screening: Screening, by: User, now: datetime) -> str:
    """What was said about health, for a counsellor; every reading is noted."""
    require(by, READS_NEEDS, screening)
    audit.record(by=by, action="screening.read_needs", target=screening, at=now)
    return screening.needs


@transaction.atomic
def erase_needs(*, screening: Screening, by: User, now: datetime) -> Screening:
    """The person does not want it kept any more. It has no history, so it is gone."""
    require(by, READS_NEEDS, screening)
    screening = Screening.objects.select_for_update(of=("self",)).get(pk=screening.pk)
    if screening.needs:
        screening.needs = ""
        screening.save(update_fields=["needs"])
        audit.record(by=by, action="screening.erase_needs", target=screening, at=now)
    return screening
