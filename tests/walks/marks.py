"""The words by which a leak is known: what is private, and what is public, of each party."""

import re

PRIVATE, PUBLIC = "Kinbimat", "Congkhai"
NUMBERS = {"A": "1", "B": "2"}
# An address of a person's own enterprise, centre or account may stand in no page of somebody else's.
SPACES = re.compile(r"[\s.\u00a0]|&nbsp;")


def private(letter: str, what: str) -> str:
    """Also when a page shortens the last word of a name, the mark stays whole."""
    return f"{PRIVATE}{letter} {what}"


def public(letter: str, what: str) -> str:
    return f"{PUBLIC}{letter} {what}"


def phone(letter: str, number: int) -> str:
    return f"096{NUMBERS[letter]}777{number:03d}"


def citizen_number(letter: str, number: int) -> str:
    return f"02{NUMBERS[letter]}198777{number:03d}"


def found_in(body: str, letter: str) -> set[str]:
    """Every private word or number of this party that a page shows."""
    words = {found.strip() for found in re.findall(rf"{PRIVATE}{letter}[ \w.@-]{{0,40}}", body, re.IGNORECASE)}
    plain = SPACES.sub("", body)
    figures = (f"96{NUMBERS[letter]}777", f"02{NUMBERS[letter]}198777")
    return words | {figure for figure in figures if figure in plain}


def shows_public(body: str, letter: str) -> bool:
    return f"{PUBLIC}{letter}".lower() in body.lower()
