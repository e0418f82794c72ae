"""Vietnamese text, made the same way everywhere. Pure functions over strings."""

import re
import unicodedata

# Order of the Vietnamese alphabet (letters first, tones second): TCVN 6909 names the same characters.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
RANK = {letter: f"{position:02d}" for position, letter in enumerate(ALPHABET)}
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
SPACES = re.compile(r"\s+")
NOT_WORD = re.compile(r"[^0-9a-z]+")
MOST_DIGITS = 18  # of a number of eight bytes, whatever they are


def tidy(text: str) -> str:
    """What a person typed, as we keep it: NFC, one space between words, nothing invisible."""
    return SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """Lower case without accents, đ as d: "Việt Yên" and "viet yen" become the same."""
    spread = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in spread if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return [word for word in NOT_WORD.split(fold(text)) if word]


def row_number(typed: str) -> int:
    """What somebody sent as the number of a row: digits, no more than a row can have. 0, which no row has, for all else."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def search_text(*parts: str) -> str:
    """What a search looks into: folded words, space-framed so that whole words can be asked for."""
    return f" {' '.join(word for part in parts for word in words(part))} "


def sort_key(text: str) -> str:
    """A string that sorts byte by byte as the Vietnamese dictionary does: letters, then tones."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.lower()):
        base = "".join(c for c in unicodedata.normalize("NFD", char) if c not in TONES)
        tone = next((TONES[c] for c in unicodedata.normalize("NFD", char) if c in TONES), "0")
        letter = unicodedata.normalize("NFC", base)
        letters.append(RANK.get(letter, f"~{letter}" if letter.isalnum() else " "))
        tones.append(tone)
    return "".join(letters) + "|" + "".join(tones)


TONE_MARKS = frozenset(TONES)


def toned(text: str) -> str:
    """Lower case with each word's tone moved to its end: "Hoà" and "Hòa" are the same word."""
    spaced = (char if char.isalnum() else " " for char in unicodedata.normalize("NFC", text.lower()))
    return " ".join(_toned_word(word) for word in "".join(spaced).split())


def _toned_word(word: str) -> str:
    spread = unicodedata.normalize("NFD", word)
    tones = [char for char in spread if char in TONE_MARKS]
    return "".join([*(char for char in spread if char not in TONE_MARKS), *tones])


def has_accents(text: str) -> bool:
    return not text.isascii() and any(char.isalpha() and not char.isascii() for char in text)
