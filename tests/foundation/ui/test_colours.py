"""The tokens keep contrast AA (WCAG 2.2, 1.4.3 and 1.4.11) in both themes."""

import re

import pytest

from tests.house.places import PACKAGE

SOURCE = (PACKAGE / "foundation/ui/styles/theme.css").read_text(encoding="utf-8")
THEMES = {
    name: dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", block))
    for name, block in re.findall(r'name: "([a-z-]+)";(.*?)\n}', SOURCE, re.DOTALL)
}
GROUNDS = ("paper", "card", "shade")
WORDS = [
    *[(word, ground) for word in ("ink", "muted", "river", "river-dark", "brick") for ground in GROUNDS],
    *[("ink", wash) for wash in ("river-wash", "sun-wash", "brick-wash", "leaf-wash")],
    *[("muted", wash) for wash in ("river-wash", "sun-wash", "brick-wash", "leaf-wash")],
    *[(f"on-{colour}", colour) for colour in ("river", "sun", "brick", "leaf")],
    ("on-river", "river-dark"),
    ("river", "river-wash"),
    ("river-dark", "river-wash"),
    ("sun-ink", "sun-wash"),
    ("brick", "brick-wash"),
    ("leaf-ink", "leaf-wash"),
    *[("leaf-ink", ground) for ground in GROUNDS],
    *[("sun-ink", ground) for ground in GROUNDS],
]
EDGES = [
    *[("edge", ground) for ground in ("paper", "card")],
    *[("river", ground) for ground in GROUNDS],
    *[("brick", "brick-wash"), ("leaf", "card")],
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_pale(theme: str, pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    tokens = THEMES[theme]
    found = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    return {pair: ratio for pair, ratio in found.items() if ratio < least}


def test_there_is_a_light_and_a_dark_theme():
    assert list(THEMES) == ["nhipcau", "nhipcau-dark"]
    assert THEMES["nhipcau"].keys() == THEMES["nhipcau-dark"].keys()


def test_the_light_theme_is_the_one_that_was_agreed():
    agreed = {
        "ink": "#14213A",
        "paper": "#FBFAF6",
        "line": "#DCD8CC",
        "river": "#0B6E69",
        "river-dark": "#084F4B",
        "sun": "#E8A317",
        "brick": "#B3361F",
        "leaf": "#3B7A2A",
    }
    assert {name: THEMES["nhipcau"][name] for name in agreed} == agreed


def test_contrast_is_computed_as_the_standard_says():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read(theme):
    assert too_pale(theme, WORDS, 4.5) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_fields_and_buttons_can_be_seen(theme):
    assert too_pale(theme, EDGES, 3.0) == {}
