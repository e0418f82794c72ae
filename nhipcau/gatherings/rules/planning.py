"""What a gathering needs before it may be planned, called off, or joined."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.employers.models import Employer
from nhipcau.employers.models import State as EmployerState
from nhipcau.foundation.text.api import tidy
from nhipcau.gatherings.models import Gathering, Kind, PaperKind, State
from nhipcau.gatherings.rules.times import reasons_against_zone
from nhipcau.vacancies.models import Vacancy

PLAN: Final = "gatherings.plan_gathering"
MOST: Final = {Kind.TALK: 500, Kind.GROUP: 8}  # who listens, who is interviewed
USUAL: Final = {Kind.TALK: 100, Kind.GROUP: 8}
SHORTEST: Final = 5  # minutes
LONGEST: Final = 480
FARTHEST: Final = timedelta(days=366)
# What article 45 of Law 69/2020 asks for, what embassies ask for, and that the contract was understood.
ABROAD: Final = (
    PaperKind.PASSPORT,
    PaperKind.PHOTO,
    PaperKind.CV,
    PaperKind.DEGREE,
    PaperKind.LANGUAGE,
    PaperKind.HEALTH,
    PaperKind.CRIMINAL,
    PaperKind.CONTRACT,
)


@dataclass(frozen=True, kw_only=True)
class GatheringData:
    """What whoever plans it fills in. `papers` None: what is usual."""

    kind: str
    title: str
    starts_at: datetime
    minutes: int
    capacity: int
    about: str = ""
    vacancy: Vacancy | None = None
    partner_zone: str = ""
    partner_language: str = ""
    papers: tuple[str, ...] | None = field(default=None)

    @property
    def is_abroad(self) -> bool:
        return bool(self.partner_zone or (self.vacancy and self.vacancy.country))


def usual_papers(data: GatheringData) -> tuple[str, ...]:
    return ABROAD if data.kind == Kind.GROUP and data.is_abroad else ()


def reasons_not_to_plan(data: GatheringData, *, employer: Employer | None, now: datetime) -> list[str]:
    reasons = reasons_against_zone(data.partner_zone)
    if not tidy(data.title):
        reasons.append(_("Please write a title."))
    if data.starts_at <= now:
        reasons.append(_("This time has passed. Choose a later one."))
    if data.starts_at > now + FARTHEST:
        reasons.append(_("That is more than a year away."))
    if not SHORTEST <= data.minutes <= LONGEST:
        reasons.append(_("It lasts 5 minutes to 8 hours."))
    if not 1 <= data.capacity <= MOST[Kind(data.kind)]:
        reasons.append(_("There are places for 1 to %(most)s people.") % {"most": MOST[Kind(data.kind)]})
    if set(data.papers or ()) - set(PaperKind.values):
        reasons.append(_("This paper is not on the list."))
    return [*reasons, *_reasons_of_enterprise(data, employer)]


def _reasons_of_enterprise(data: GatheringData, employer: Employer | None) -> list[str]:
    reasons = []
    if employer is not None and employer.state != EmployerState.VERIFIED:
        reasons.append(_("The enterprise has not been verified yet."))
    if data.vacancy is not None and (employer is None or data.vacancy.employer_id != employer.pk):
        reasons.append(_("This opening is of another enterprise."))
    elif data.kind == Kind.GROUP and employer is not None and data.is_abroad and not _is_licensed(data.vacancy):
        reasons.append(
            _(
                "A group interview for work abroad needs an opening that names the licence to send workers abroad and the "
                "approval of the order (Law 69/2020). Enter them with the opening first, then choose it here."
            )
        )
    return reasons


def _is_licensed(vacancy: Vacancy | None) -> bool:
    """The opening says the country and names licence and approval, and the centre has put it on the board."""
    return bool(vacancy and vacancy.country and vacancy.abroad_papers and vacancy.status == "open")


def reasons_not_to_change(gathering: Gathering) -> list[str]:
    if gathering.state == State.PLANNED:
        return []
    return [_("It is: %(state)s. Nothing of it can be changed any more.") % {"state": gathering.get_state_display()}]


def reasons_not_to_shrink(data: GatheringData, taken: int) -> list[str]:
    if data.capacity >= taken:
        return []
    return [_("%(taken)s people have a place already.") % {"taken": taken}]


def reasons_not_to_come_in(gathering: Gathering, *, taken: int) -> list[str]:
    """Whether one more person finds a place."""
    if gathering.state not in (State.PLANNED, State.OPEN):
        return [_("It is: %(state)s.") % {"state": gathering.get_state_display()}]
    if taken >= gathering.capacity:
        return [_("All %(places)s places are taken.") % {"places": gathering.capacity}]
    return []
