"""An address cut into pieces, with what each says it is: "P.6, Q.Tân Bình" -> phường 6, quận Tân Bình."""

import re
from dataclasses import dataclass

from nhipcau.foundation.text.api import tidy
from nhipcau.reference.reading.spelling import folded

ELSEWHERE = re.compile(r"(?:&|\+|và)\s*(\d+)\s*(?:nơi|tỉnh|địa điểm|thành phố)\s*khác", re.IGNORECASE)
# House numbers keep their strokes: 8/28, 16-18.
STRONG = re.compile(r"[,|()\[\]•:]|/(?!\d)|\.(?:\s|$)|\s(?:&|\+|và|hoặc)\s")
HYPHEN = re.compile(r"\s*[-–—]+\s*(?!\d|\s)")
# Short forms, written out so that one rule reads them all. Order matters.
LONG_FORMS = [
    (re.compile(r"\b(?:khu công nghiệp|khu cn|k\.?c\.?n)\b[\s.,:]*", re.IGNORECASE), "KCN "),
    (re.compile(r"\b(?:cụm công nghiệp|cụm cn|c\.?c\.?n)\b[\s.,:]*", re.IGNORECASE), "CCN "),
    (re.compile(r"\bT\.?P\.?(?=[\s.]|HCM)[\s.]*", re.IGNORECASE), "thành phố "),
    (re.compile(r"\bT\.?X\b[.\s]+", re.IGNORECASE), "thị xã "),
    (re.compile(r"\bT\.?T\b\.\s*", re.IGNORECASE), "thị trấn "),
    (re.compile(r"\bQ\.?\s*(?=\d{1,2}\b)", re.IGNORECASE), "quận "),
    (re.compile(r"\b(?:P\.?\s*|F\.\s*)(?=\d{1,2}\b)", re.IGNORECASE), "phường "),
    (re.compile(r"\bQ(?:[.-]\s*|\s)(?=[^\W\d_])"), "quận "),
    (re.compile(r"\bP(?:[.-]\s*|\s)(?=[^\W\d_])"), "phường "),
    (re.compile(r"\bphương(?=\s+[A-ZĐ])", re.IGNORECASE), "phường"),
    (re.compile(r"\bH\.\s*(?=[^\W\d_])"), "huyện "),
    (re.compile(r"\bX\.\s*(?=[^\W\d_])"), "xã "),
    (re.compile(r"\b(quận|phường)\s+0(?=\d\b)", re.IGNORECASE), r"\1 "),
]
KIND_WORDS = {
    "tinh": "province",
    "thanh pho": "city",
    "quan": "urban_district",
    "huyen": "rural_district",
    "thi xa": "town",
    "phuong": "ward",
    "xa": "commune",
    "thi tran": "township",
    "dac khu": "zone",
    "kcn": "park",
    "ccn": "park",
}
# A kind word must be spelt as one: "Quan Sơn" is a district's name, "quận Sơn Trà" a kind and a name.
SPELLINGS = {"tinh": "tỉnh", "quan": "quận", "xa": "xã", "phuong": "phường", "huyen": "huyện"}
LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind` as written ("ward"), empty when only a name stands there."""

    text: str
    name: str
    kind: str = ""


def elsewhere(text: str) -> tuple[str, int]:
    """ "Hà Nội & 2 nơi khác" -> ("Hà Nội", 2)."""
    more = sum(int(count) for count in ELSEWHERE.findall(text))
    return ELSEWHERE.sub(" ", text), more


def long_forms(text: str) -> str:
    for pattern, form in LONG_FORMS:
        text = pattern.sub(form, text)
    return text


def groups(text: str) -> list[str]:
    """Addresses parted by semicolons have nothing to do with each other."""
    return [group for group in text.split(";") if group.strip()]


def cut(text: str) -> list[str]:
    return [part for part in (tidy(part).strip(" .-–") for part in STRONG.split(text) if part) if part]


def cut_at_hyphens(text: str) -> list[str]:
    return [part for part in HYPHEN.split(text) if part]


def piece(text: str) -> Piece:
    """The kind at the front taken off: "thành phố Bắc Giang" -> city, Bắc Giang."""
    parts = text.split()
    for length in (2, 1):
        front, rest = " ".join(parts[:length]), " ".join(parts[length:])
        if rest and (kind := kind_of(front)):
            return Piece(text=text, name=rest, kind=kind)
    return Piece(text=text, name=text)


def ways(text: str) -> list[Piece]:
    """As a kind with a name, and as a name that only begins like a kind ("Quan Son" without accents)."""
    first = piece(text)
    return [first, Piece(text=text, name=text)] if first.kind else [first]


def kind_of(words: str) -> str:
    plain = folded(words)
    if not words.isascii() and SPELLINGS.get(plain, words.lower()) != words.lower():
        return ""
    return KIND_WORDS.get(plain, "")


def marked_inside(text: str) -> list[Piece]:
    """Every kind word inside a longer piece with what may be its name, longest first, from left to right."""
    parts = text.split()
    found = []
    for start in range(len(parts)):
        for length in (2, 1):
            kind = kind_of(" ".join(parts[start : start + length]))
            if not kind:
                continue
            begin = start + length
            ends = range(min(len(parts), begin + LONGEST_NAME), begin, -1)
            found += [Piece(text=text, name=" ".join(parts[begin:end]), kind=kind) for end in ends]
            break
    return found
