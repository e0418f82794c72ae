"""Words and phrases one slip of the finger away: a letter too many, missing, wrong, or two swapped."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

SHORTEST: Final = 3
TELEX_DOUBLES: Final = (("aa", "a"), ("ee", "e"), ("oo", "o"), ("dd", "d"))
TELEX_TONES: Final = re.compile(r"[sfrxjz](?=[a-z]*$)")


def cuts(text: str) -> set[str]:
    """The text, and each way to leave one letter out."""
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def is_one_slip(one: str, other: str) -> bool:
    """At most one letter inserted, left out, replaced, or one pair of neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped


@dataclass
class Near:
    """Known texts by what is left when one letter goes. `weights`: the more frequent is the likelier."""

    weights: dict[str, int] = field(default_factory=dict)
    by_cut: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Mapping[str, int]) -> "Near":
        near = cls()
        near.add(known)
        return near

    def add(self, known: Mapping[str, int]) -> None:
        for text, weight in known.items():
            if text not in self.weights:
                for cut in cuts(text):
                    self.by_cut.setdefault(cut, []).append(text)
            self.weights[text] = self.weights.get(text, 0) + weight

    def __contains__(self, text: str) -> bool:
        return text in self.weights

    def to(self, text: str) -> list[str]:
        """Known texts one slip away, the likeliest first."""
        found = {near for cut in cuts(text) for near in self.by_cut.get(cut, []) if is_one_slip(text, near)}
        return sorted(found - {text}, key=lambda near: (-self.weights[near], near))


def without_telex(word: str) -> Iterable[str]:
    """What a word of unfinished Telex may have meant, folded: "mayj", "ddieenj", "nuwowcs"."""
    plain = word
    for double, single in TELEX_DOUBLES:
        plain = plain.replace(double, single)
    plain = plain.replace("w", "") if len(plain) > 1 else plain
    for tried in (plain, TELEX_TONES.sub("", plain), *(TELEX_TONES.sub("", plain[:-1]) + plain[-1:],)):
        if tried != word and len(tried) > 1:
            yield tried
