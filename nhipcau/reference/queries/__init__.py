"""What screens and other contexts may ask of the lists. Reads only."""

from nhipcau.reference.queries.names import PlaceReader, place_reader, understand_place
from nhipcau.reference.queries.parks import find_parks
from nhipcau.reference.queries.places import (
    Place,
    PlaceKind,
    communes_of,
    find_communes,
    find_places,
    place_of,
)
from nhipcau.reference.queries.skills import (
    language_name,
    languages_asked,
    languages_in,
    skill_name,
    skills_asked,
    skills_in,
)
from nhipcau.reference.queries.trades import (
    find_industries,
    find_occupations,
    find_training_fields,
    occupation_code_of_title,
    occupation_of_title,
    trade_phrases,
)

__all__ = [
    "Place",
    "PlaceKind",
    "PlaceReader",
    "communes_of",
    "find_communes",
    "find_industries",
    "find_occupations",
    "find_parks",
    "find_places",
    "find_training_fields",
    "language_name",
    "languages_asked",
    "languages_in",
    "occupation_code_of_title",
    "occupation_of_title",
    "place_of",
    "place_reader",
    "skill_name",
    "skills_asked",
    "skills_in",
    "trade_phrases",
    "understand_place",
]
