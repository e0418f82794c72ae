"""How interviews name a session of ours."""

from typing import Final

from nhipcau.interviews.models import Occasion

KIND: Final = "fair"


def occasion_of(session_id: int) -> Occasion:
    return Occasion(KIND, session_id)
