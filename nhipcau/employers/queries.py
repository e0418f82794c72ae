"""What screens and other contexts may ask about enterprises. Reads only."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhipcau.accounts.api import User, Visitor
from nhipcau.centres.api import centres_where
from nhipcau.employers.backends import employers_of
from nhipcau.employers.models import Employer, Recruiter
from nhipcau.foundation.text.api import words
from nhipcau.reference.api import PlaceKind, place_of, understand_place
from nhipcau.reference.models import Commune, IndustrialPark, Province

KEEPS = "employers.verify_employer"
ENTERS = "vacancies.enter_vacancy"
WHOLE_PROVINCE: Final = 1  # the largest grain of the gazetteer
NAMED: Final = 6


def with_places() -> QuerySet[Employer]:
    return Employer.objects.select_related("centre", "province", "commune", "park", "industry")


def visible_to(user: Visitor) -> QuerySet[Employer]:
    """The enterprises whose file this user may open: their own, and those their centre keeps."""
    centres = centres_where(user, KEEPS) | centres_where(user, ENTERS)
    return with_places().filter(Q(pk__in=employers_of(user)) | Q(centre_id__in=centres))


def kept_by(user: Visitor, *, state: str = "", typed: str = "") -> QuerySet[Employer]:
    """The list of the desk, those who wait first; `typed` is looked for in names, tax codes and places."""
    kept = with_places().filter(centre_id__in=centres_where(user, KEEPS))
    if state:
        kept = kept.filter(state=state)
    for word in words(typed):
        kept = kept.filter(search__contains=f" {word}")
    return kept.order_by("-state", "name", "pk")


def recruiters_of(employer: Employer) -> QuerySet[Recruiter]:
    return Recruiter.objects.filter(employer=employer).select_related("user").order_by("ends_on", "pk")


def enterprises_recruited_for(user: User) -> QuerySet[Employer]:
    return with_places().filter(pk__in=employers_of(user)).order_by("name", "pk")


@dataclass(frozen=True, kw_only=True)
class Located:
    """Where a typed place is today. `doubt` says why a person must look again; empty when it is clear."""

    province: Province | None = None
    commune: Commune | None = None
    park: IndustrialPark | None = None
    doubt: str = ""


def locate(typed: str, *, picked: str = "") -> Located:
    """A place as typed ("KCN Quang Châu", "Song Mai", "Nếnh, Bắc Ninh") or as picked from the suggestions."""
    if not typed.strip():
        return Located()
    if place := place_of(picked) if picked else None:
        park = place.code if place.kind == PlaceKind.PARK else ""
        return _located(place.province, place.communes, park, whole=place.kind == PlaceKind.PROVINCE)
    places = understand_place(typed).places
    if not places:
        return Located(doubt=_("We do not know this place. Write the ward or commune and the province."))
    first = places[0]
    return _located(first.province, first.communes, first.park or "", whole=first.grain == WHOLE_PROVINCE)


def _located(province: str, communes: tuple[str, ...], park: str, *, whole: bool) -> Located:
    found = Province.objects.get(pk=province)
    if whole:
        return Located(province=found)
    if len(communes) == 1:
        commune = Commune.objects.select_related("province").get(pk=communes[0])
        return Located(
            province=commune.province,
            commune=commune,
            park=IndustrialPark.objects.filter(pk=park).first() if park else None,
        )
    today = ", ".join(str(row) for row in Commune.objects.filter(pk__in=communes).order_by("sort_key")[:NAMED])
    return Located(
        province=found, doubt=_("This is several communes today: %(names)s. Write which.") % {"names": today}
    )


def place_words(row: Any) -> str:
    """How an address is shown in the field where it is typed: as it is read again, in any language of the page."""
    with override("vi"):
        if row.park is not None:
            return str(row.park)
        units = (row.commune, row.province)
        return ", ".join(str(unit) for unit in units if unit is not None)
