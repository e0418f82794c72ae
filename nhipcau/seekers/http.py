"""Which person of an account a request is about. Several people may share one phone."""

from typing import Any

from django.http import HttpRequest

from nhipcau.seekers.models import Seeker

CHOSEN = "person"
CACHE = "_people_of_account"


def people(request: HttpRequest) -> list[Seeker]:
    """Everybody who signs in with this account. One query a request."""
    if not request.user.is_authenticated:
        return []
    known: list[Seeker] | None = getattr(request, CACHE, None)
    if known is None:
        mine = Seeker.objects.filter(account_id=request.user.pk).select_related(
            "commune__province",
            "home_commune__province",
            "training_field",
            "wished_occupation",
            "centre",
            "account",
        )
        known = list(mine.order_by("pk"))
        setattr(request, CACHE, known)
    return known


def current_person(request: HttpRequest) -> Seeker | None:
    """The one who was chosen, or the only one; None when nobody is there or somebody must choose."""
    mine = people(request)
    chosen: Any = request.session.get(CHOSEN)
    for person in mine:
        if person.pk == chosen:
            return person
    return mine[0] if len(mine) == 1 else None


def choose_person(request: HttpRequest, person: Seeker) -> None:
    """Kept for this session only. The caller has checked that the person is of this account."""
    request.session[CHOSEN] = person.pk
    if hasattr(request, CACHE):
        delattr(request, CACHE)
