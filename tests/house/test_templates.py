"""A template borrows from its own context or from the shared ui, never sideways."""

import re

from tests.house.places import PACKAGE as ROOT

BORROWS = re.compile(r"""{%\s*(?:extends|include)\s+["']([^/"']+)/""")
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|<style|\son[a-z]+=["']|\sstyle=["']|javascript:""")
LENDERS = {"ui", "django"}  # the shared components, and the widgets of Django's own forms
LONGEST = 150
PAGES = [path for path in sorted(ROOT.rglob("templates/**/*.html")) if "node_modules" not in path.parts]


def test_templates_borrow_from_home_or_ui() -> None:
    borrowed = {
        (path.relative_to(ROOT), path.parts[path.parts.index("templates") + 1], lender)
        for path in PAGES
        for lender in BORROWS.findall(path.read_text(encoding="utf-8"))
    }
    assert borrowed
    assert [loan for loan in borrowed if loan[2] not in {loan[1], *LENDERS}] == []


def test_pages_carry_no_script_or_style_of_their_own() -> None:
    """The browser is told to refuse them, so they would silently do nothing."""
    inline = {
        str(path.relative_to(ROOT)): found.group()
        for path in PAGES
        if (found := INLINE.search(path.read_text(encoding="utf-8")))
    }
    assert inline == {}


def test_templates_stay_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in PAGES}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
