"""What may be written as the result of a candidate: the words of single interviews, those of the day."""

from datetime import date

from django.utils.translation import gettext as _

from nhipcau.gatherings.models import Gathering, Kind, Member, Role, State
from nhipcau.interviews.api import ON_THE_DAY, reasons_against_details
from nhipcau.interviews.models import Stage


def reasons_not_to_record(
    gathering: Gathering, member: Member, *, stage: str, reason: str, day: date | None, today: date
) -> list[str]:
    if gathering.kind != Kind.GROUP or member.role != Role.CANDIDATE:
        return [_("Results are written for the candidates of an interview.")]
    if gathering.state not in (State.OPEN, State.ENDED):
        return [_("The interview has not begun yet.")]
    if stage not in ON_THE_DAY:
        return [_("This result is not on the list.")]
    reasons = reasons_against_details(Stage(stage), reason, day)
    if stage == Stage.SECOND_INTERVIEW and day is not None and day < today:
        reasons.append(_("The day of the direct interview has passed."))
    return reasons
