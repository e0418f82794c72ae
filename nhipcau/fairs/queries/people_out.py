"""What talks led to, person by person. Reads only."""

from collections import defaultdict
from collections.abc import Collection

from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import InterviewState, Stage


def results_in(session_id: int, seekers: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Every talk that was held, with the enterprise and the result in force. One query."""
    held = interviews.interviews_of(occasion_of(session_id)).filter(seeker_id__in=seekers, state=InterviewState.DONE)
    found: dict[int, list[str]] = defaultdict(list)
    for talk in held:
        stage = getattr(talk, "stage", None)
        words = str(Stage(stage).label) if stage else "–"
        found[talk.seeker_id].append(f"{talk.employer.name}: {words}")
    return {seeker: tuple(lines) for seeker, lines in found.items()}
