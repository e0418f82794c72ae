"""Collect the words of the pages, keep what is translated, compile: `make messages`.

Source strings are English; each context keeps its Vietnamese beside its code. Needs no gettext tools.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "nhipcau"
LANGUAGE = "vi"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
UNREAD = {"migrations", "locale", "node_modules"}
UNCHANGING = datetime(2026, 1, 1, tzinfo=UTC)  # a date in the file would only make conflicts
EMPTY_WORDS = re.compile(
    rb'"(Project-Id|Report-Msgid|POT-|PO-|Last-Trans|Language-Team|Generated-By|Content-Transfer)[^"]*"\n'
)
Words = dict[tuple[str | None, str | tuple[str, ...]], None]


def homes() -> list[Path]:
    """Every context, and every part of the foundation that is an app, keeps its own catalogue."""
    contexts = [path.parent for path in sorted(PACKAGE.glob("*/apps.py"))]
    return contexts + [path.parent for path in sorted(PACKAGE.glob("foundation/*/apps.py"))]


def catalogue_of(home: Path) -> Path:
    return home / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def sources(home: Path) -> Iterator[Path]:
    """Plain parts of the foundation have no catalogue: their words live with the shared ui."""
    folders = [home]
    if home == PACKAGE / "foundation" / "ui":
        folders += [path.parent for path in PACKAGE.glob("foundation/*/__init__.py")]
        folders = [path for path in folders if path == home or not (path / "apps.py").is_file()]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not UNREAD & {*path.parts}:
                yield path


def words_of(home: Path) -> Words:
    found: Words = {}
    for path in sources(home):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "{%" not in text and "{{" not in text:
                continue
            # In brackets, because to Python's reader the indentation of a page means nothing.
            text = f"({templatize(text, origin=str(path))})"
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message and message != ("", ""):
                found[context, tuple(message) if isinstance(message, (list, tuple)) else message] = None
    return found


def merged(home: Path) -> Catalog:
    """What the code says today, with the translations there already are; nothing obsolete stays."""
    known = read(catalogue_of(home))
    fresh = Catalog(
        locale=LANGUAGE,
        project="nhipcau",
        header_comment=f"# Vietnamese of {home.relative_to(PACKAGE)}, kept by `make messages`.",
        creation_date=UNCHANGING,
        revision_date=UNCHANGING,
        fuzzy=False,
    )
    for (context, message), _none in sorted(words_of(home).items(), key=lambda item: str(item[0])):
        single = message if isinstance(message, str) else message[0]
        before = known.get(single, context)
        said = before.string if before else None
        if said is not None and not isinstance(message, str) and isinstance(said, str):
            said = (said,)
        fresh.add(message, said or None, context=context)
    return fresh


def read(path: Path) -> Catalog:
    if not path.is_file():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def as_po(catalogue: Catalog) -> bytes:
    """Without the header lines that name a tool, a day or a person: they would only make conflicts."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, no_location=True, ignore_obsolete=True)
    return EMPTY_WORDS.sub(b"", file.getvalue())


def as_mo(catalogue: Catalog) -> bytes:
    """Only what is said: Babel would fill an untranslated plural with its English."""
    said = Catalog(locale=LANGUAGE, creation_date=UNCHANGING, revision_date=UNCHANGING, fuzzy=False)
    for message in catalogue:
        if message.id and is_said(message.string):
            said.add(message.id, message.string, context=message.context)
    file = io.BytesIO()
    write_mo(file, said)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(message.id) for message in catalogue if message.id and not is_said(message.string)]


def is_said(string: str | Sequence[str] | None) -> bool:
    return bool(string) and (isinstance(string, str) or all(string or [""]))


def main() -> int:
    """Every catalogue, or those of the contexts named: `python -m config.messages fairs foundation/ui`."""
    chosen = [home for home in homes() if not sys.argv[1:] or str(home.relative_to(PACKAGE)) in sys.argv[1:]]
    missing = 0
    for home in chosen:
        catalogue = merged(home)
        if not len(catalogue):
            continue
        path = catalogue_of(home)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(read(path)))
        waiting = untranslated(catalogue)
        missing += len(waiting)
        print(f"{home.relative_to(PACKAGE)}: {len(catalogue)} messages, {len(waiting)} without Vietnamese")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
