"""Both languages are complete: every English source has its Vietnamese, written and compiled."""

import ast
import io
import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from config import messages
from tests.house.places import ours

HOMES = [home for home in messages.homes() if messages.words_of(home)]
BLANKS = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def name(home: Path) -> str:
    return str(home.relative_to(messages.PACKAGE))


@pytest.mark.parametrize("home", HOMES, ids=name)
def test_every_message_is_in_the_catalogue_and_nothing_else(home: Path) -> None:
    """If this fails: `make messages`, then fill in what is new."""
    kept = {(message.context, message.id) for message in messages.read(messages.catalogue_of(home)) if message.id}
    assert {(context, words) for context, words in messages.words_of(home)} == kept


@pytest.mark.parametrize("home", HOMES, ids=name)
def test_every_message_has_its_vietnamese(home: Path) -> None:
    assert messages.untranslated(messages.merged(home)) == []


@pytest.mark.parametrize("home", HOMES, ids=name)
def test_the_compiled_catalogue_is_the_written_one(home: Path) -> None:
    written = messages.catalogue_of(home)
    compiled = written.with_suffix(".mo")
    found = read_mo(io.BytesIO(compiled.read_bytes())) if compiled.is_file() else []
    said = {as_row(m) for m in messages.read(written) if m.id and messages.is_said(m.string)}
    assert {as_row(m) for m in found if m.id} == said


def as_row(message: Message) -> tuple[str | None, str, str]:
    context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return context, *(said if isinstance(said, str) else "|".join(said) for said in (message.id, message.string))


@pytest.mark.parametrize("home", HOMES, ids=name)
def test_a_translation_keeps_the_blanks_of_its_source(home: Path) -> None:
    """A blank that has another name in one language would break the page in that language only."""
    broken = []
    for message in messages.merged(home):
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string or [])
        blanks = {blank.group() for source in sources for blank in BLANKS.finditer(source)}
        broken += [text for text in said if text and {b.group() for b in BLANKS.finditer(text)} - blanks]
    assert broken == []


def test_the_same_english_has_one_vietnamese() -> None:
    """Django joins all catalogues, so the first would speak for all: two meanings need a context word."""
    said = defaultdict(set)
    for home in HOMES:
        for message in messages.read(messages.catalogue_of(home)):
            if message.id and message.string:
                said[message.context, str(message.id)].add((str(message.string), name(home)))
    differing = {key: sorted(ways) for key, ways in said.items() if len({way for way, _home in ways}) > 1}
    assert differing == {}


def test_no_words_to_translate_stand_inside_an_f_string() -> None:
    """What collects the words does not look into them, so such words would stay English for ever."""
    inside = [
        f"{path.name}:{call.lineno}"
        for path in ours("nhipcau")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "ngettext", "gettext"}
    ]
    assert inside == []
