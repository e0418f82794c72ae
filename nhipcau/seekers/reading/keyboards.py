"""What a keyboard or an input method does to the keys of a scanner, and whether it can be undone. Pure."""

import re
import unicodedata
from typing import Final

# On the Vietnamese layout of Windows the digit keys give letters and tones.
DIGIT_KEYS: Final = frozenset("đĐăĂâÂêÊôÔ\u0300\u0301\u0303\u0309\u0323")
TELEX: Final = re.compile(r"([aeo])\1|dd|w|[aeiouy][a-z]{0,3}[sfrxj]\b")
VNI: Final = re.compile(r"[^\W\d_]+\d[^\W_]*")
LOST: Final = re.compile("[?\ufffd\x1a]")
MOJIBAKE: Final = re.compile("[ÃÂÄÆ][\u0080-\u00bf\u2010-\u203a\u20ac\u0152-\u0178\u02c6\u02dc\u0192]|á[º»]")


def is_garbled_number(field: str) -> bool:
    """A number written with the digit keys of a Vietnamese keyboard."""
    spread = unicodedata.normalize("NFC", field)
    marks = [letter for char in spread for letter in _spread(char)]
    return len(marks) >= 4 and all(letter in DIGIT_KEYS for letter in marks)


def _spread(char: str) -> list[str]:
    """ "ế" as "ê" and its tone: the letter stays one, the tone stands alone."""
    base, tones = "", []
    for part in unicodedata.normalize("NFD", char):
        if part in DIGIT_KEYS:
            tones.append(part)
        else:
            base += part
    letter = unicodedata.normalize("NFC", base)
    return [*([letter] if letter else []), *tones]


def is_typed_by_method(name: str) -> bool:
    """Keys of Telex or VNI that no input method turned into letters: "Nguyeexn Vawn", "Nguye64n Va8n"."""
    if VNI.search(name):
        return True
    words = name.lower().split()
    return name.isascii() and sum(bool(TELEX.search(word)) for word in words) >= 2


def has_lost_letters(name: str) -> bool:
    """Where an accent was, a question mark stands."""
    return bool(LOST.search(name))


def mended(text: str) -> str:
    """UTF-8 that was read byte by byte becomes text again; anything else stays as it is."""
    if not MOJIBAKE.search(text):
        return text
    try:
        return b"".join(bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252") for char in text).decode(
            "utf-8"
        )
    except UnicodeError:
        return text


def without_caps_lock(text: str) -> str:
    """ "nGUYỄN vĂN nAM": every letter came out the other way round."""
    turned = re.findall(r"\b[^\W\d_][^\W\d_]+\b", text)
    inverted = [word for word in turned if word[0].islower() and word[1:].isupper()]
    return text.swapcase() if inverted and len(inverted) * 2 > len(turned) else text
