"""A file as words: each field with its name, its value and where it came from."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from nhipcau.consents import api as consents
from nhipcau.foundation.ui.words import pay_words, phone_words
from nhipcau.seekers import rules
from nhipcau.seekers.models import Seeker, Source
from nhipcau.seekers.queries.kept import kept_elsewhere
from nhipcau.seekers.web.fields import place_words
from nhipcau.seekers.web.forms import PLACES, Group

NUMBERS = ("phone", "citizen_number", "insurance_number")


def words_for(seeker: Seeker, name: str, *, clear: bool = False) -> str:
    """The value as a person reads it; numbers masked unless `clear`."""
    value = getattr(seeker, name)
    if name in PLACES.values():
        return place_words(value)
    if name in NUMBERS:
        return (phone_words(value) if name == "phone" else value) if clear else rules.masked(value)
    if name == "wished_pay":
        return pay_words(value, None) if value else ""
    if name in rules.LISTS:
        return ", ".join(str(label) for code, label in rules.LISTED[name].items() if code in value)
    if name == "farthest_km" and value:
        return _("%(km)s km") % {"km": value}
    if isinstance(value, bool):
        return _("Yes") if value else ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Model):
        return str(value)
    return str(getattr(seeker, f"get_{name}_display", lambda: "" if value is None else value)())


def source_words(seeker: Seeker, name: str) -> str:
    """ "said by the person, 10/03/2026"."""
    said = seeker.provenance.get(name)
    if not said:
        return ""
    day = date.fromisoformat(said["on"])
    return _("%(source)s, %(day)s") % {"source": Source(said["from"]).label, "day": day.strftime("%d/%m/%Y")}


def facts_of(seeker: Seeker, *, clear: bool = False, names: tuple[str, ...] = rules.FIELDS) -> list[dict[str, str]]:
    """Only what somebody filled in."""
    facts = []
    for name in names:
        if words := words_for(seeker, name, clear=clear):
            label = str(Seeker._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            label = label[:1].upper() + label[1:]
            facts.append({"label": label, "words": words, "source": source_words(seeker, name)})
    return facts


def groups_of(seeker: Seeker, sections: Mapping[str, tuple[object, object, type[Group]]]) -> list[dict[str, Any]]:
    """The sections of the profile page with what is known in each."""
    groups = []
    for slug, (heading, _why, form) in sections.items():
        names = tuple(PLACES.get(name, name) for name in form.base_fields if name != "edition")
        groups.append({"slug": slug, "heading": heading, "facts": facts_of(seeker, names=names)})
    return groups


def copy_of(seeker: Seeker) -> dict[str, Any]:
    """All that is kept about a person, also by the contexts above, for them to take along."""
    agreed = consents.current(rules.subject_of(seeker))
    return {
        "data": facts_of(seeker, clear=True),
        "permissions": {purpose.value: given for purpose, given in agreed.items()},
        "more": [asdict(part) for part in kept_elsewhere(seeker)],
        "registered_at": seeker.registered_at.isoformat(),
        "centre": seeker.centre.name,
    }
