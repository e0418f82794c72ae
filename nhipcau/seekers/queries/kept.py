"""What the contexts above keep about a person. Each says its part, for the person's own page and the copy they take along."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from nhipcau.seekers.models import Seeker


@dataclass(frozen=True)
class Kept:
    """One thing under the heading of its part: `words` as the person reads them, `more` beside it, such as a day."""

    label: str
    words: str
    more: str = ""


@dataclass(frozen=True)
class KeptPart:
    heading: str
    lines: tuple[Kept, ...]


Telling = Callable[[Seeker], Iterable[KeptPart]]
TELLINGS: Final[list[Telling]] = []


def tells_what_it_keeps(telling: Telling) -> Telling:
    """For receivers of a context, once when it starts."""
    TELLINGS.append(telling)
    return telling


def kept_elsewhere(seeker: Seeker) -> list[KeptPart]:
    """Parts with nothing in them are left out."""
    return [part for telling in TELLINGS for part in telling(seeker) if part.lines]
