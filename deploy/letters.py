"""Cuts the heading face: Latin and Vietnamese letters of Be Vietnam Pro 600, kerning kept, no hinting."""

import sys
import tempfile
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
MARKS = "°·×–—‘’“”…₫\u00a0"


def letters() -> set[int]:
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    toned = {ord(unicodedata.normalize("NFC", vowel + tone)) for vowel in vowels for tone in TONES}
    return toned | set(range(0x20, 0x7F)) | {ord(char) for char in MARKS + "đĐ"}


def cut(source: Path, target: Path) -> None:
    options = subset.Options()
    options.hinting, options.layout_features, options.name_IDs = (
        False,
        ["kern", "mark", "ccmp", "mkmk"],
        [0, 1, 2, 13, 14],
    )
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for part in ("latin", "latin-ext", "vietnamese"):
            font = TTFont(source / f"be-vietnam-pro-{part}-600-normal.woff2")
            font.flavor = None
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=set(font.getBestCmap()) & letters())
            subsetter.subset(font)
            parts.append(str(Path(folder) / f"{part}.ttf"))
            font.save(parts[-1])
        whole = Merger().merge(parts)
        whole.flavor = "woff2"
        whole.save(target)


if __name__ == "__main__":
    cut(Path(sys.argv[1]), Path(sys.argv[2]))
