"""What half a text may become: titles and enterprises of what is open, and places, old and new."""

from dataclasses import dataclass
from typing import Final

from nhipcau.foundation.search.api import Unavailable
from nhipcau.foundation.text.api import tidy, words
from nhipcau.reference.api import place_reader
from nhipcau.vacancies.queries.indexed import openings_index

SHORTEST_PLACE: Final = 3
MOST_PLACES: Final = 3
MOST_WORDS: Final = 12


@dataclass(frozen=True)
class Completion:
    """A whole text to search for, and of a title or an enterprise how many openings have it."""

    text: str
    openings: int | None = None


def completions(typed: str, *, limit: int = 7) -> list[Completion]:
    """The whole text as a title or an enterprise; then its last words as a place, behind what stands before them.

    While there is no index, places alone.
    """
    said = tidy(typed).split()
    if not said or len(said) > MOST_WORDS:
        return []
    places = _places(said)
    try:
        lines = openings_index().complete(" ".join(said), limit=limit - len(places))
    except Unavailable:
        lines = []
    return [*(Completion(line, openings) for line, openings in lines), *places]


def _places(said: list[str]) -> list[Completion]:
    """ "may viet y": the longest end of the text that begins a place."""
    gazetteer = place_reader().gazetteer
    for first in range(len(said)):
        start = " ".join(words(" ".join(said[first:])))
        if len(start) < SHORTEST_PLACE:
            return []
        if found := gazetteer.beginning(start, limit=MOST_PLACES):
            before = said[:first]
            return [Completion(" ".join([*before, name])) for name in found]
    return []
