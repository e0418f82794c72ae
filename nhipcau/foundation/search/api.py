"""The door of search: what an index holds, how it is asked, how it is written. Tantivy stands behind it."""

from nhipcau.foundation.search.asking import (
    All,
    AnyOf,
    Ask,
    Begun,
    Best,
    Except,
    OneOf,
    Phrase,
    Preferring,
    Reaches,
    Spelt,
    Times,
    Word,
    Worth,
)
from nhipcau.foundation.search.folders import Folder, State
from nhipcau.foundation.search.reading import Found, Index, Unavailable
from nhipcau.foundation.search.shapes import Entry, Shape
from nhipcau.foundation.search.spelling import Near, is_one_slip, without_telex
from nhipcau.foundation.search.writing import Writing

__all__ = [
    "All",
    "AnyOf",
    "Ask",
    "Begun",
    "Best",
    "Entry",
    "Except",
    "Folder",
    "Found",
    "Index",
    "Near",
    "OneOf",
    "Phrase",
    "Preferring",
    "Reaches",
    "Shape",
    "Spelt",
    "State",
    "Times",
    "Unavailable",
    "Word",
    "Worth",
    "Writing",
    "is_one_slip",
    "without_telex",
]
