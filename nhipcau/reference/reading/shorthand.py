"""Typed words with what they mean beside them: "cn may" is "công nhân may". Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhipcau.foundation.text.api import fold, has_accents, tidy

SHORTHAND: Final[Mapping[str, str]] = {
    **{"cn": "công nhân", "nv": "nhân viên", "ldpt": "lao động phổ thông", "ld": "lao động", "cnm": "công nhân may"},
    **{"kt": "kế toán", "ktv": "kỹ thuật viên", "bv": "bảo vệ", "lx": "lái xe", "tx": "tài xế", "pv": "phục vụ"},
    **{"bh": "bán hàng", "nvbh": "nhân viên bán hàng", "nvkd": "nhân viên kinh doanh", "kd": "kinh doanh"},
    **{"vp": "văn phòng", "sx": "sản xuất", "gv": "giáo viên", "dtu": "điện tử", "ksu": "kỹ sư", "ks": "kỹ sư"},
    **{
        "cty": "công ty",
        "k": "không",
        "ko": "không",
        "kg": "không",
        "hok": "không",
        "hong": "không",
        "kn": "kinh nghiệm",
    },
    **{"hc": "hành chính", "dd": "đưa đón", "bxep": "bốc xếp"},
    **{"hn": "Hà Nội", "bn": "Bắc Ninh", "bg": "Bắc Giang", "hp": "Hải Phòng", "hcm": "Hồ Chí Minh", "sg": "Sài Gòn"},
    **{"bd": "Bình Dương", "hy": "Hưng Yên", "tphcm": "Hồ Chí Minh"},
}
ENDS: Final = " ,.;"
BEFORE_SUNDAY: Final = ("nghi", "off", "t7", "thu7", "ngay", "bay")


@dataclass(frozen=True)
class Meant:
    """`words` as they are meant and beside each how it was typed; empty where one typed word means several."""

    words: tuple[str, ...]
    typed: tuple[str, ...]
    respelled: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def typed_between(self, start: int, end: int) -> str:
        """How the words of these places were typed. A word that means several is whole if one of them is asked for."""
        while start and not self.typed[start]:
            start -= 1
        return " ".join(word for word in self.typed[start:end] if word)


def as_typed(text: str) -> Meant:
    """Shorthand written out, with accents if the rest has them."""
    tokens = tidy(text).split()
    accents = has_accents(text)
    words: list[str] = []
    typed: list[str] = []
    for token in tokens:
        bare = token.strip(ENDS)
        long = SHORTHAND.get(fold(bare), "") if len(bare) > 1 or bare == "k" else ""
        if long and bare.lower() == "cn" and words and fold(words[-1]).strip(ENDS) in BEFORE_SUNDAY:
            long = "chủ nhật"
        if long and (bare.isascii() or fold(bare) == "ldpt"):
            written = (long if accents else fold(long)).split()
            words += [*written[:-1], written[-1] + token[len(token.rstrip(ENDS)) :]]
            typed += [token, *[""] * (len(written) - 1)]
        else:
            words.append(token)
            typed.append(token)
    return Meant((*words,), (*typed,))


def with_words(meant: Meant, spelt: Mapping[int, Sequence[str]]) -> Meant:
    """These places respelled, everything without accents: half of them would mislead."""
    words: list[str] = []
    typed: list[str] = []
    for place, (word, origin) in enumerate(zip(meant.words, meant.typed, strict=True)):
        new = spelt.get(place, [fold(word)])
        words += new
        typed += [origin, *[""] * (len(new) - 1)]
    return Meant((*words,), (*typed,), respelled=True)


WORD: Final = re.compile(r"[a-z]{2,}")


def words_in_patterns(patterns: Sequence[str]) -> set[str]:
    """The plain words of patterns: what a person may type of a wish."""
    return {word for pattern in patterns for word in WORD.findall(pattern)}
