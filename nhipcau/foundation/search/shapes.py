"""What an index holds: texts in two spellings, whole numbers, lines to be completed while somebody types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import tantivy

from nhipcau.foundation.text.api import has_accents, tidy, toned, words

KEY: Final = "key"
NEWER: Final = "newer"  # raises a score by at most a hundredth: of equals the newer one comes first
LINES: Final = "lines"
EXACT: Final = "_exact"
BARE: Final = "~"  # before each word of a text that has no accents at all: whatever is meant may stand there
BETWEEN: Final = "|"
LONGEST_LINE: Final = 80


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The fields of an index; `plain` texts are kept without accents only. Raise `version` when entries are made
    differently: what was built before then counts as lost.
    """

    name: str
    version: int
    texts: tuple[str, ...]
    plain: tuple[str, ...] = ()
    numbers: tuple[str, ...]

    def schema(self) -> tantivy.Schema:
        """Tokens are made here in Python, NFC first; the engine only cuts at spaces."""
        build = tantivy.SchemaBuilder()
        build.add_integer_field(KEY, indexed=True, fast=True)
        build.add_float_field(NEWER, fast=True)
        for name in self.texts:
            build.add_text_field(name + EXACT, tokenizer_name="whitespace", index_option="freq")
        for name in (*self.texts, *self.plain):
            build.add_text_field(name, tokenizer_name="whitespace")
        for name in self.numbers:
            build.add_integer_field(name, indexed=True, fast=True)
        build.add_text_field(LINES, tokenizer_name="raw", index_option="basic")
        return build.build()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing to be found. `newness` is between 0 and 1; a number that is not known is left out.

    `lines` are completed from any word of theirs, `names` from their beginning only.
    """

    key: int
    texts: Mapping[str, str]
    numbers: Mapping[str, Iterable[int]] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    newness: float = 0.0


def document(entry: Entry, shape: Shape) -> tantivy.Document:
    made = tantivy.Document()
    made.add_integer(KEY, entry.key)
    made.add_float(NEWER, 2 ** (1 + entry.newness / 100) - 2)  # the engine multiplies by log2(2 + this)
    for name, text in entry.texts.items():
        whole = tidy(text)
        made.add_text(name, " ".join(words(whole)))
        if name in shape.texts:
            made.add_text(name + EXACT, toned(whole) if has_accents(whole) else bare(whole))
    for name, values in entry.numbers.items():
        for value in values:
            made.add_integer(name, value)
    for line in entry.lines:
        for begun in beginnings(line):
            made.add_text(LINES, begun)
    for name in entry.names:
        for begun in beginnings(name)[:1]:
            made.add_text(LINES, begun)
    return made


def bare(text: str) -> str:
    return " ".join(f"{BARE}{word}" for word in words(text))


def beginnings(line: str) -> list[str]:
    """ "Thợ hàn" is completed from "tho h" and from "han": each folded end of the line, then the line as it is shown."""
    shown = tidy(line)[:LONGEST_LINE].replace(BETWEEN, " ")
    plain = words(shown)
    return [" ".join(plain[start:]) + BETWEEN + shown for start in range(len(plain))]
