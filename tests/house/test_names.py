"""Names and sizes that keep the tree readable."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.places import REPOSITORY, ours

FILES = ours("nhipcau", "config", "tests", "bench", "deploy")
DRAWERS = {"utils", "helpers", "common", "misc", "core", "lib", "manager", "services"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
PROMISES_NOBODY_KEEPS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield named(path), node


def test_no_module_is_a_drawer() -> None:
    drawers = [named(path) for path in FILES if DRAWERS & {path.stem, path.parent.name}]
    assert drawers == []


def test_files_stay_short() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_stay_short() -> None:
    lengths = {f"{path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1 for path, node in functions()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_nothing_is_left_for_later() -> None:
    left = [named(path) for path in FILES if path != Path(__file__) and has_promise(path)]
    assert left == []


def has_promise(path: Path) -> bool:
    return PROMISES_NOBODY_KEEPS.search(path.read_text(encoding="utf-8")) is not None


def test_every_package_says_what_it_is_about() -> None:
    silent = [
        named(path)
        for path in ours("nhipcau")
        if path.name == "__init__.py"
        and path.parent.parent.name == "nhipcau"
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
