"""What staff type of the people they look for: "ca dem", "duoi 9tr", "co ktx". Pure."""

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import (
    Hit,
    Meant,
    TakenApart,
    most_pays_in,
    pays_in,
    taken_out,
    words_hit,
    words_in_patterns,
)
from nhipcau.seekers.models import Employment, Shift

WISHES: Final[tuple[tuple[str, str, str | bool], ...]] = (
    # folded words · field of the person · value
    (r"(?:can |co |o )?(?:ky tuc(?: xa)?|ktx)|(?:can |co )cho o", "wants_dormitory", True),
    (r"(?:lam )?(?:ca dem|dem)|truc dem", "wished_shift", Shift.NIGHT),
    (r"(?:lam )?(?:ca ngay|gio hanh chinh|hanh chinh)", "wished_shift", Shift.DAY),
    (r"(?:lam )?(?:xoay ca|doi ca|ca kip|(?:2|3|hai|ba) ca)", "wished_shift", Shift.ROTATING),
    (r"(?:san sang |chiu )?(?:di (?:tinh khac|xa)|chuyen tinh|lam xa)", "will_move", True),
    (
        r"(?:di |lam o |lam viec o )?nuoc ngoai|(?:di )?xuat khau(?: lao dong)?|(?:di )?xkld",
        "would_go_abroad",
        True,
    ),
    (r"that nghiep|chua co viec(?: lam)?|dang nghi viec", "employment", Employment.UNEMPLOYED),
    (r"sinh vien|hoc sinh", "employment", Employment.STUDENT),
)
NOISE: Final = re.compile(
    r"(?:tim |nhung )?nguoi (?:can |muon |dang )?(?:tim viec|viec lam)|nguoi tim viec|ung vien|muon lam|can viec|luong"
)
WISH_PATTERNS: Final = tuple((re.compile(words), name, value) for words, name, value in WISHES)
ACCEPTS: Final = {  # a person who said this takes that
    Shift.DAY: (Shift.DAY, Shift.ANY),
    Shift.NIGHT: (Shift.NIGHT, Shift.ANY),
    Shift.ROTATING: (Shift.ROTATING, Shift.ANY),
}


def wishes_in(meant: Meant) -> TakenApart:
    """The wishes as parts; what else was typed may be a name, a trade or a place."""
    return taken_out(meant, _hits(fold(meant.text)))


def wish_words() -> set[str]:
    return words_in_patterns([words for words, _name, _value in WISHES])


def _hits(read: str) -> Iterator[Hit]:
    """Any pay is the most that somebody is to ask for."""
    yield from most_pays_in(read, "wished_pay")
    yield from pays_in(read, "wished_pay")
    yield from words_hit(WISH_PATTERNS, read)
    yield from words_hit([(NOISE, "", "")], read)
