"""What may stand in the repository: nothing of one machine, nothing large, no registry's address."""

import re

from tests.house.places import REPOSITORY, committed

TEXT = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".toml",
    ".txt",
    ".in",
    ".sh",
    ".yml",
    ".cfg",
    "",
}
HOME_PATHS = re.compile(r"(?<![\w.])/(?:root|work|opt/(?:wheels|pypi)|home/\w+|Users/\w+)/")
REGISTRIES = re.compile(r"(?:index-url|find-links|registry)\s*[=:]\s*[\"']?(?:https?|file):")
RESOLVED = re.compile(r'"resolved":')
LARGEST = 1_500_000
HERE = {"tests/house/test_committed.py"}


def texts() -> dict[str, str]:
    return {
        str(path.relative_to(REPOSITORY)): path.read_text(encoding="utf-8", errors="replace")
        for path in committed()
        if path.suffix in TEXT and path.stat().st_size < LARGEST
    }


def test_no_file_names_a_place_of_one_machine() -> None:
    found = {name: hit.group() for name, text in texts().items() if (hit := HOME_PATHS.search(text))}
    assert {name: hit for name, hit in found.items() if name not in HERE} == {}


def test_no_file_names_a_registry() -> None:
    hits = {name for name, text in texts().items() if REGISTRIES.search(text) or RESOLVED.search(text)}
    assert hits - HERE == set()


def test_nothing_large_is_kept() -> None:
    large = {str(path.relative_to(REPOSITORY)) for path in committed() if path.stat().st_size > LARGEST}
    assert large == set()


def test_packages_of_the_demo_are_the_same_in_the_tests() -> None:
    """One environment serves both, whichever was asked for first."""
    pinned = re.compile(r"^([\w.\[\]-]+==[^\s;\\]+)", re.MULTILINE)
    lists = REPOSITORY / "deploy" / "requirements"
    demo, test = (set(pinned.findall((lists / f"{kind}.txt").read_text())) for kind in ("demo", "test"))
    assert demo
    assert demo - test == set()
