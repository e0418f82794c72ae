"""Asking for permission where it is needed: the words in force, nothing ticked beforehand."""

from collections.abc import Collection
from typing import Any, Final

from django.utils.translation import get_language

from nhipcau.consents import api as consents
from nhipcau.consents.api import ConsentText, Purpose
from nhipcau.foundation.clock import api as clock
from nhipcau.seekers.api import Seeker, subject_of

FOR_A_FAIR: Final = (Purpose.SHARE_PROFILE, Purpose.MESSAGES)
FOR_A_FILE: Final = (Purpose.COUNSELLING, *FOR_A_FAIR)


def asked_of(person: Seeker, ticked: Collection[str]) -> list[dict[str, Any]]:
    """What this person has not agreed to yet and a fair has use for."""
    given = consents.current(subject_of(person))
    return choices_of([purpose for purpose in FOR_A_FAIR if not given[purpose]], ticked)


def choices_of(purposes: Collection[Purpose], ticked: Collection[str]) -> list[dict[str, Any]]:
    """Big boxes to tick; `ticked` is what was ticked on this very form."""
    texts = {text.purpose: text for text in consents.texts_in_force(clock.today())}
    return [
        {
            "value": purpose.value,
            "label": purpose.label,
            "detail": words_of(texts[purpose]),
            "checked": purpose.value in ticked,
        }
        for purpose in purposes
        if purpose in texts
    ]


def words_of(text: ConsentText) -> str:
    return text.text_en if get_language() == "en" else text.text_vi
