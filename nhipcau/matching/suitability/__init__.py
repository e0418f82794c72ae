"""How well a person and an opening suit each other: pure, in whole points, explainable to both. Asks no database."""

from nhipcau.matching.suitability.facts import UNKNOWN, USUAL, Opening, Person
from nhipcau.matching.suitability.scale import ASKED, MOST, WISHED, Criterion, Gate, musts_of
from nhipcau.matching.suitability.score import Part, Suitability, suitability

__all__ = [
    "ASKED",
    "MOST",
    "UNKNOWN",
    "USUAL",
    "WISHED",
    "Criterion",
    "Gate",
    "Opening",
    "Part",
    "Person",
    "Suitability",
    "musts_of",
    "suitability",
]
