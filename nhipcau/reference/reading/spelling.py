"""When are two spellings the same word? Tone marks may stand on either vowel: "Hoà" is "Hòa"."""

from nhipcau.foundation.text.api import has_accents, toned, words

__all__ = ["folded", "has_accents", "toned"]


def folded(text: str) -> str:
    return " ".join(words(text))
