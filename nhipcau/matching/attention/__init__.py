"""Who is shown what, when places are few: lists that suit, spread over the openings. Pure arrays; asks no database."""

from nhipcau.matching.attention.lists import LENGTH, Lists, allocate, allocate_one
from nhipcau.matching.attention.market import Behaviour
from nhipcau.matching.attention.measured import Measured, measured, steps, words
from nhipcau.matching.attention.settling import NONE
from nhipcau.matching.attention.shares import part_of, wanting
from nhipcau.matching.attention.trade import TERMS, Terms
from nhipcau.matching.attention.unseen import among_nobodys, introduced
from nhipcau.matching.models import Trade

__all__ = [
    "LENGTH",
    "NONE",
    "TERMS",
    "Behaviour",
    "Lists",
    "Measured",
    "Terms",
    "Trade",
    "allocate",
    "allocate_one",
    "among_nobodys",
    "introduced",
    "measured",
    "part_of",
    "steps",
    "wanting",
    "words",
]
