"""The names of our own choices, as the template's lists and our pages write them, in both languages. Pure."""

from functools import cache

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override

from nhipcau.foundation.text.api import words

LANGUAGES = ("vi", "en")


def plain(text: str) -> str:
    return " ".join(words(text))


@cache
def by_label(choices: type[TextChoices]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {plain(str(one.label)): str(one.value) for one in choices}
    return found


def chosen(choices: type[TextChoices], said: str) -> str | None:
    """The choice whose name is the whole cell."""
    return by_label(choices).get(plain(said))


def both(label: Promise | str) -> set[str]:
    """A label as headings may carry it."""
    found: set[str] = set()
    for language in LANGUAGES:
        with override(language):
            found.add(plain(str(label)))
    return found
