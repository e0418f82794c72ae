"""What can be asked of an index, as plain values; and how the engine is asked it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import tantivy

from nhipcau.foundation.search.shapes import EXACT, bare
from nhipcau.foundation.text.api import toned

MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
MOST_ENDINGS: Final = 40


@dataclass(frozen=True)
class Word:
    """A folded word in a text. It scores by how rare it is and how short the text."""

    text: str
    word: str


@dataclass(frozen=True)
class Begun:
    """A word that begins so: the last one while somebody types."""

    text: str
    start: str


@dataclass(frozen=True)
class Spelt:
    """A word spelt with these very accents, or in a text that has none at all."""

    text: str
    word: str


@dataclass(frozen=True)
class Phrase:
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class OneOf:
    """A number that is one of these; none at all matches nothing."""

    number: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Reaches:
    """A number that is at least `low` and at most `high`."""

    number: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class All:
    parts: tuple["Ask", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Ask", ...]


@dataclass(frozen=True)
class Best:
    """Any of the parts, scored by the best of them alone."""

    parts: tuple["Ask", ...]


@dataclass(frozen=True)
class Worth:
    """Matches as its part does and scores so many points, however often."""

    part: "Ask"
    points: float


@dataclass(frozen=True)
class Times:
    part: "Ask"
    factor: float


@dataclass(frozen=True)
class Except:
    """Everything but this."""

    part: "Ask"


@dataclass(frozen=True)
class Preferring:
    """Matches as `part` does; what also matches one of `extras` scores more."""

    part: "Ask"
    extras: tuple["Ask", ...]


Ask = Word | Begun | Spelt | Phrase | OneOf | Reaches | All | AnyOf | Best | Worth | Times | Except | Preferring


class Asker:
    """Turns what is asked into queries of the engine over one searcher."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.schema, self.searcher = schema, searcher
        self.endings = lru_cache(maxsize=4096)(self._endings)  # asked again for each count of the same search

    def query(self, ask: Ask) -> tantivy.Query:
        query = tantivy.Query
        match ask:
            case Word(text, word):
                return query.term_query(self.schema, text, word)
            case Spelt(text, word):
                terms = (toned(word), bare(word))
                either = [query.term_query(self.schema, text + EXACT, term, "freq") for term in terms]
                return query.boolean_query([(SHOULD, one) for one in either])
            case Begun(text, start):
                return query.term_set_query(self.schema, text, self.endings(text, start))
            case Phrase(text, words):
                return self.phrase(text, words)
            case OneOf(number, (value,)):
                return query.const_score_query(query.term_query(self.schema, number, value, "basic"), 1.0)
            case OneOf(number, values):
                return query.term_set_query(self.schema, number, list(values))
            case Reaches(number, low, high):
                kind = tantivy.FieldType.Integer
                return query.range_query(self.schema, number, kind, low, high)
            case _:
                return self.joined(ask)

    def _endings(self, text: str, start: str) -> list[str]:
        return [word for word, _count in self.searcher.terms_with_prefix(text, start, limit=MOST_ENDINGS)]

    def phrase(self, text: str, words: tuple[str, ...]) -> tantivy.Query:
        if len(words) == 1:
            return tantivy.Query.term_query(self.schema, text, words[0])
        return tantivy.Query.phrase_query(self.schema, text, list(words))

    def joined(self, ask: Ask) -> tantivy.Query:
        query = tantivy.Query
        match ask:
            case All(()):
                return query.all_query()
            case All(parts):
                return query.boolean_query([(MUST, self.query(part)) for part in parts])
            case AnyOf(parts):
                return query.boolean_query([(SHOULD, self.query(part)) for part in parts])
            case Best(parts):
                return query.disjunction_max_query([self.query(part) for part in parts])
            case Worth(part, points):
                return query.const_score_query(self.query(part), points)
            case Times(part, factor):
                return query.boost_query(self.query(part), factor)
            case Except(part):
                return query.boolean_query([(MUST, query.all_query()), (NOT, self.query(part))])
            case Preferring(part, extras):
                better = [(SHOULD, self.query(extra)) for extra in extras]
                return query.boolean_query([(MUST, self.query(part)), *better])
        raise TypeError(f"nothing to ask: {ask!r}")
