"""Codes on paper: 15 random characters and one that checks them. Nothing personal is in them."""

import re
import secrets
from typing import Final

# Crockford base32: no I, L, O, U, so a code can be read aloud and typed.
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16  # 15 random characters (75 bits) and one that checks them


def new_code() -> str:
    body = "".join(secrets.choice(LETTERS) for _n in range(LENGTH - 1))
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """Catches every wrong character and every two that changed places: each place has a weight of its own in GF(32)."""
    value = 0
    for letter in body:
        value = _doubled(value) ^ LETTERS.index(letter)
    return LETTERS[_doubled(value)]


def _doubled(value: int) -> int:
    """Times x, modulo x⁵ + x² + 1."""
    return value << 1 ^ (0b100101 if value & 16 else 0)


def read_code(typed: str) -> str:
    """As a scanner or a person gives it: lower case, dashes, O for 0, I or L for 1. Empty when it is no code."""
    code = re.sub(r"[\s-]", "", typed).upper().translate(str.maketrans("OIL", "011"))
    if len(code) != LENGTH or any(letter not in LETTERS for letter in code):
        return ""
    return code if check_letter(code[:-1]) == code[-1] else ""


def grouped(code: str) -> str:
    """Four by four, to be read aloud."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))
