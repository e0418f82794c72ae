"""Which skills, or languages, stand in what people write; and which of them an opening asks for or only welcomes. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Generic, TypeVar

from nhipcau.foundation.text.api import fold
from nhipcau.reference.reading.spelling import has_accents, toned

Key = TypeVar("Key", int, str)
TOKEN: Final = re.compile(r"[^\W_]+")
SENTENCE: Final = re.compile(r"[\n\r;•●▪*+]|[.!?](?=\s|$)|\s[-–]\s|^\s*[-–]\s*", re.MULTILINE)
CLAUSE: Final = re.compile(r"[,()]")
ONLY_A_MARK: Final = frozenset(
    [
        "se",
        "duoc",
        "uu",
        "tien",
        "la",
        "mot",
        "1",
        "loi",
        "the",
        "cang",
        "tot",
        "diem",
        "cong",
        "nhung",
        "khong",
        "bat",
        "buoc",
        "neu",
        "co",
        "a",
        "an",
        "plus",
        "advantage",
        "preferred",
    ]
)
# Before a skill: all that follows in the sentence is welcome. After it: that clause is.
WELCOME: Final = re.compile(r"\b(?:uu tien|khuyen khich|loi the khi|cang tot neu|prefer(?:red|ably)?|nice to have)\b")
WELCOMED: Final = re.compile(r"\b(?:loi the|cang tot|diem cong|duoc uu tien|(?:an )?advantage|a plus|preferred)\b")
NOT_ASKED: Final = re.compile(
    r"\b(?:khong (?:yeu cau|can|bat buoc|doi hoi)|chua (?:biet|can)|(?:se|duoc) (?:dao tao|day|huong dan)|not required|no need)\b"
)


@dataclass(frozen=True)
class Asked(Generic[Key]):
    """`asked`: must be there; `useful`: is welcome."""

    asked: frozenset[Key] = frozenset()
    useful: frozenset[Key] = frozenset()


@dataclass
class Phrases(Generic[Key]):
    """Ways to write a thing. `implied`: who has this has those too. `begins`: how long what begins with a word may be."""

    plain: dict[tuple[str, ...], list[tuple[tuple[str, ...], Key]]] = field(default_factory=dict)
    implied: dict[Key, frozenset[Key]] = field(default_factory=dict)
    begins: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[Key, Iterable[str], Iterable[Key]]]) -> "Phrases[Key]":
        """`rows`: key, ways to write it, what it directly includes."""
        made: Phrases[Key] = cls()
        direct: dict[Key, frozenset[Key]] = {}
        for key, ways, includes in rows:
            direct[key] = frozenset(includes)
            for way in ways:
                tokens = tokens_of(way)
                folded = tuple(map(folded_token, tokens))
                made.plain.setdefault(folded, []).append((tuple(map(toned, tokens)), key))
                made.begins.setdefault(folded[0], set()).add(len(tokens))
        made.implied = {key: closure(key, direct) for key in direct}
        return made

    def written(self, text: str) -> Iterator[Key]:
        """Whole words, the longest first. A span with accents must have the right ones: "máy giấy" sews no shoes."""
        tokens = tokens_of(text)
        folded = [folded_token(token) for token in tokens]
        taken = [False] * len(tokens)
        for length, start in self._spans(folded):
            if not any(taken[start : start + length]):
                span = tokens[start : start + length]
                marked, said = has_accents(" ".join(span)), tuple(map(toned, span))
                ways = self.plain[tuple(folded[start : start + length])]
                if keys := [key for way, key in ways if not marked or way == said]:
                    yield keys[0]
                    taken[start : start + length] = [True] * length

    def _spans(self, folded: list[str]) -> list[tuple[int, int]]:
        """(length, start) of what may be a phrase, the longest first, of equals the earlier."""
        found = [
            (length, start)
            for start, token in enumerate(folded)
            for length in self.begins.get(token, ())
            if start + length <= len(folded) and tuple(folded[start : start + length]) in self.plain
        ]
        return sorted(found, key=lambda span: (-span[0], span[1]))

    def had(self, text: str) -> frozenset[Key]:
        """What somebody who writes this has, with all that it includes."""
        found: set[Key] = set()
        for key in self.written(text):
            found |= {key} | self.implied[key]
        return frozenset(found)

    def asked(self, text: str) -> Asked[Key]:
        """What a text of requirements asks for and what it only welcomes; "không yêu cầu …" asks for nothing.

        The more is said for the less that it includes: of fluent and some English only the fluent.
        """
        asked: set[Key] = set()
        useful: set[Key] = set()
        for clause, welcome in clauses(text):
            (useful if welcome else asked).update(self.written(clause))
        needed = self._without_lesser(asked)
        return Asked(needed, self._without_lesser(useful - asked - self._lesser(needed)))

    def _lesser(self, keys: Iterable[Key]) -> set[Key]:
        return {lesser for key in keys for lesser in self.implied[key]}

    def _without_lesser(self, keys: set[Key]) -> frozenset[Key]:
        return frozenset(keys - self._lesser(keys))


@lru_cache(maxsize=16384)
def folded_token(token: str) -> str:
    return fold(token)


def tokens_of(text: str) -> list[str]:
    return TOKEN.findall(unicodedata.normalize("NFC", text.lower()))


def closure(key: Key, direct: dict[Key, frozenset[Key]]) -> frozenset[Key]:
    found: set[Key] = set()
    waiting = list(direct[key])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += direct[one]
    return frozenset(found)


def clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses that ask for or welcome something; True: it is only welcome."""
    for sentence in SENTENCE.split(text):
        found: list[tuple[str, bool]] = []
        welcome = False
        for clause in CLAUSE.split(sentence):
            tokens = tokens_of(clause)
            said = " ".join(map(folded_token, tokens))
            mark, marked = WELCOME.search(said), WELCOMED.search(said)
            if said and ONLY_A_MARK.issuperset(said.split()):  # "..., excel (ưu tiên)": all that stands before it
                found = [(one, True) for one, _welcome in found]
            if NOT_ASKED.search(said):
                continue
            if mark and not welcome and not marked:
                before = len(said[: mark.start()].split())
                found.append((" ".join(tokens[:before]), False))
                clause = " ".join(tokens[before:])
            welcome = welcome or mark is not None
            found.append((clause, welcome or marked is not None))
        yield from found
