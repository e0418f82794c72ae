"""What people want of suggestions: how much each wish counts, what they turned down, and whether they want any."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from nhipcau.matching.models import NotForMe, Preference
from nhipcau.matching.suitability.feedback import MOST_HEARD
from nhipcau.seekers.models import Seeker


def preference_of(seeker: Seeker) -> Preference | None:
    """None: everything as usual, and suggestions are wanted."""
    return Preference.objects.filter(pk=seeker.pk).first()


def weights_of(seekers: Collection[int]) -> dict[int, tuple[int, ...]]:
    """By person; whoever is not in it weighs as usual."""
    return {row.pk: row.weights for row in Preference.objects.filter(pk__in=seekers)}


def all_weights() -> dict[int, tuple[int, ...]]:
    """Of everybody who has said something of suggestions."""
    return {row.pk: row.weights for row in Preference.objects.all()}


def without_suggestions() -> set[int]:
    """The people who switched suggestions off."""
    return set(Preference.objects.filter(suggestions=False).values_list("pk", flat=True))


def turned_down_by(seeker: Seeker) -> QuerySet[NotForMe]:
    """What this person does not want, the newest first."""
    return NotForMe.objects.filter(seeker=seeker).select_related("vacancy__employer").order_by("-said_at", "-pk")


def turned_down(seekers: Collection[int]) -> dict[int, set[int]]:
    """By person, the numbers of the openings that are not suggested again."""
    found: dict[int, set[int]] = {}
    for seeker_id, vacancy_id in NotForMe.objects.filter(seeker__in=seekers).values_list("seeker_id", "vacancy_id"):
        found.setdefault(seeker_id, set()).add(vacancy_id)
    return found


def reasons_heard(seeker: Seeker, since: datetime | None) -> list[str]:
    """The latest reasons, the newest first, from when the person last went back to the usual weights."""
    said = NotForMe.objects.filter(seeker=seeker)
    if since is not None:
        said = said.filter(said_at__gt=since)
    return list(said.order_by("-said_at", "-pk").values_list("because", flat=True)[:MOST_HEARD])
