"""What is asked at the counselling desk, and who may be asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.counselling.models import GroupAdvice, Paper, Response
from nhipcau.reference.models import Commune
from nhipcau.seekers.models import Shift

LONGEST_TALK: Final = timedelta(hours=2)
MOST_KM: Final = 300
MOST_PEOPLE, MOST_MINUTES = 2_000, 600
LONGEST_NEEDS: Final = 200


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Of one screening. `needs` is None when it was not asked or not touched: what was said before stays."""

    wish: str = ""
    shift: str = ""
    commune: Commune | None = None
    farthest_km: int | None = None
    papers: tuple[str, ...] = ()
    needs: str | None = None
    draws_benefit: bool = False
    note: str = ""


def reasons_not_to_screen(*, ours: bool, kept_at: str) -> list[str]:
    if ours:
        return []
    said = _("This person's file is kept at %(centre)s. Ask them to share it with your centre first.")
    return [said % {"centre": kept_at}]


def problems_with(answers: Answers) -> dict[str, str]:
    """By field, in words for the counsellor."""
    found = {}
    if answers.shift not in ("", *Shift.values):
        found["shift"] = _("Choose one answer.")
    if answers.farthest_km is not None and not 0 < answers.farthest_km <= MOST_KM:
        found["farthest_km"] = _("Write how many km, at most %(most)s.") % {"most": MOST_KM}
    if any(paper not in Paper.values for paper in answers.papers):
        found["papers"] = _("Choose from the list.")
    if answers.needs and len(answers.needs) > LONGEST_NEEDS:
        found["needs"] = _("This is too long: at most %(most)s letters.") % {"most": LONGEST_NEEDS}
    return found


def believable_start(began_at: datetime, *, now: datetime) -> datetime:
    """A page that lay open over lunch, or a clock from the future, says nothing of the time a talk took."""
    return began_at if now - LONGEST_TALK <= began_at <= now else now


def problems_with_group(*, topic: str, people: int, minutes: int) -> dict[str, str]:
    found = {}
    if topic not in GroupAdvice.Topic.values:
        found["topic"] = _("Choose one answer.")
    if not 0 < people <= MOST_PEOPLE:
        found["people"] = _("Write how many listened, from 1 to %(most)s.") % {"most": MOST_PEOPLE}
    if not 0 < minutes <= MOST_MINUTES:
        found["minutes"] = _("Write how many minutes, from 1 to %(most)s.") % {"most": MOST_MINUTES}
    return found


def reasons_not_to_note_offer(*, ours: bool, kept_at: str, draws_benefit: bool, response: str) -> list[str]:
    """The book of offers is of people who draw unemployment benefit, and of nobody else."""
    reasons = reasons_not_to_screen(ours=ours, kept_at=kept_at)
    if not draws_benefit:
        reasons.append(_("This person is not marked as drawing unemployment benefit. Mark it in the questions first."))
    if response not in Response.values:
        reasons.append(_("Choose what the person said."))
    return reasons
