"""Which occupation a job title means, by the words of the trade that stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nhipcau.reference.reading.spelling import folded, has_accents, toned

LONGEST = 6


@dataclass
class TradeWords:
    """Phrases as written (with tones) and without accents; the longest phrase in a title decides."""

    exact: dict[str, str] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Mapping[str, str]) -> "TradeWords":
        """Where two phrases fold to one ("may", "mây"), the first in the file is meant."""
        words = cls()
        for phrase, code in phrases.items():
            words.exact.setdefault(toned(phrase), code)
            words.plain.setdefault(folded(phrase), code)
            words.written.setdefault(folded(phrase), phrase)
        return words

    def occupation(self, title: str) -> str | None:
        """A title with accents is taken at its word: "công nhân máy" is not "công nhân may"."""
        if not has_accents(title):
            return longest(folded(title).split(), self.plain)
        return longest(toned(title).split(), self.exact)


def longest(words: list[str], phrases: Mapping[str, str]) -> str | None:
    """Of equally long phrases the first in the title: "Kế toán kho" is of more accounting than of store."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if code := phrases.get(" ".join(words[start : start + length])):
                return code
    return None
