"""Import rules no linter knows."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.places import PACKAGE as ROOT
from tests.house.places import REPOSITORY

CONTEXTS = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"foundation", "site"}
DOORS = {"api", "models", "events"}  # models only to read and to point foreign keys at
HTTP = ("django.http", "django.shortcuts", "ninja")
SCREENS = {"web", "rest", "http", "middleware", "site", "admin", "ui", "live"}
FOR_EVERY_SCREEN = {"nhipcau.accounts.http"}  # how a view declares who may open it


def imports() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield path.relative_to(ROOT), f"{node.module}.{node.names[0].name}"


def test_a_context_is_entered_by_its_doors_only() -> None:
    trespassers = []
    for path, target in imports():
        _, context, door, *_rest = [*target.split("."), "", ""]
        foreign = context in CONTEXTS and path.parts[0] not in {context, "site"}
        for_screens = target.startswith(tuple(FOR_EVERY_SCREEN)) and SCREENS & {*path.parts}
        if target.startswith("nhipcau.") and foreign and door not in DOORS and not for_screens:
            trespassers.append(f"{path} imports {target}")
    assert trespassers == []


def test_use_cases_know_nothing_of_http() -> None:
    leaks = []
    for path, target in imports():
        on_screen = SCREENS & {part.removesuffix(".py") for part in path.parts}
        if target.startswith(HTTP) and not on_screen:
            leaks.append(f"{path} imports {target}")
    assert leaks == []


def test_no_contract_has_an_exception() -> None:
    rules = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    excused = [contract["name"] for contract in rules["contracts"] if "ignore_imports" in contract]
    assert excused == []
