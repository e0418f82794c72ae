"""When are two spellings the same word? Tone marks may stand on either vowel: "Hoà" is "Hòa"."""

import unicodedata

from nhipcau.foundation.text.api import words

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def toned(text: str) -> str:
    """Lower case with each word's tone moved to its end, so that its place does not matter."""
    return " ".join(toned_word(word) for word in "".join(spaced(text)).split())


def spaced(text: str) -> list[str]:
    return [char if char.isalnum() else " " for char in unicodedata.normalize("NFC", text.lower())]


def toned_word(word: str) -> str:
    spread = unicodedata.normalize("NFD", word)
    tones = [char for char in spread if char in TONES]
    return "".join([*(char for char in spread if char not in TONES), *tones])


def folded(text: str) -> str:
    return " ".join(words(text))


def has_accents(text: str) -> bool:
    return not text.isascii() and any(char.isalpha() and not char.isascii() for char in text)
