"""Skills and languages by the ways people write them. From files: asks no database."""

from functools import lru_cache

from django.utils.translation import get_language

from nhipcau.reference import data
from nhipcau.reference.reading.skills import Asked, Phrases

Names = dict[str, tuple[str, str]]


@lru_cache(maxsize=65536)
def skills_in(text: str) -> frozenset[int]:
    """Numbers of skills.csv that somebody who writes this has: a licence D drives a B2 too."""
    return _skills().had(text)


@lru_cache(maxsize=16384)
def skills_asked(text: str) -> Asked[int]:
    """What a text of requirements asks for, and what it only welcomes."""
    return _skills().asked(text)


def skill_name(number: int) -> str:
    """In the language in force."""
    return _in_force(_names("skills", "number")[str(number)])


@lru_cache(maxsize=16384)
def languages_in(text: str) -> frozenset[str]:
    """Codes of languages.csv: "ko" is Korean, "ko2" is to converse in it, "ko3" is fluent; the more includes the less."""
    return _languages().had(text)


@lru_cache(maxsize=16384)
def languages_asked(text: str) -> Asked[str]:
    return _languages().asked(text)


def language_name(code: str) -> str:
    return _in_force(_names("languages", "code")[code])


def _in_force(names: tuple[str, str]) -> str:
    return names[get_language() == "en"]


@lru_cache(maxsize=1)
def _skills() -> Phrases[int]:
    return Phrases.of(
        (int(row["number"]), row["words"].split("; "), map(int, row["includes"].split())) for row in data.rows("skills")
    )


@lru_cache(maxsize=1)
def _languages() -> Phrases[str]:
    return Phrases.of(
        (row["code"], row["words"].split("; "), row["includes"].split()) for row in data.rows("languages")
    )


@lru_cache(maxsize=2)
def _names(file: str, key: str) -> Names:
    return {row[key]: (row["name"], row["name_en"]) for row in data.rows(file)}
