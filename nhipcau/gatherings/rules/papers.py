"""How it stands with a candidate's papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.gatherings.models import Gathering, Paper, PaperKind, PaperState
from nhipcau.gatherings.models.papers import SENSITIVE


@dataclass(frozen=True)
class Standing:
    """One paper that is asked for. `missing`: the person has to do something about it before the interview."""

    kind: PaperKind
    state: PaperState
    paper: Paper | None
    runs_out: bool

    @property
    def missing(self) -> bool:
        return self.runs_out or self.state in (PaperState.NEEDED, PaperState.REFUSED)

    @property
    def is_sensitive(self) -> bool:
        return self.kind in SENSITIVE

    @property
    def words(self) -> str:
        if self.runs_out:
            return _("No longer valid on the day of the interview")
        return str(self.state.label)


def standings(gathering: Gathering, papers: Iterable[Paper], *, on: date) -> list[Standing]:
    """Every paper that this gathering asks for, in the order of the list; `on`, the day of the interview."""
    known = {paper.kind: paper for paper in papers}
    return [_standing(kind, known.get(kind), on) for kind in PaperKind if kind in gathering.papers]


def _standing(kind: PaperKind, paper: Paper | None, on: date) -> Standing:
    if paper is None:
        return Standing(kind, PaperState.NEEDED, None, runs_out=False)
    runs_out = paper.valid_until is not None and paper.valid_until < on
    return Standing(kind, PaperState(paper.state), paper, runs_out)


def reasons_not_to_note(gathering: Gathering, *, kind: str, state: str, note: str) -> list[str]:
    reasons = []
    if kind not in gathering.papers:
        reasons.append(_("This interview does not ask for this paper."))
    if state not in PaperState.values:
        reasons.append(_("This answer is not on the list."))
    if note and kind in SENSITIVE:
        reasons.append(_("Of health and of a criminal record only the state is kept: leave the note empty."))
    if state == PaperState.REFUSED and not note and kind not in SENSITIVE:
        reasons.append(_("Say in the note what is wrong, so that the person can mend it."))
    return reasons
