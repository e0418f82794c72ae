"""What screens and other contexts may ask about enterprises. Reads only."""

from django.db.models import Q, QuerySet

from nhipcau.accounts.api import User, Visitor
from nhipcau.centres.api import centres_where
from nhipcau.employers.backends import employers_of
from nhipcau.employers.models import Employer, Recruiter, State
from nhipcau.foundation.text.api import words

KEEPS = "employers.verify_employer"
ENTERS = "vacancies.enter_vacancy"


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


def waiting_at(user: Visitor) -> QuerySet[Employer]:
    return kept_by(user, state=State.WAITING).order_by("pk")


def recruiters_of(employer: Employer) -> QuerySet[Recruiter]:
    return Recruiter.objects.filter(employer=employer).select_related("user").order_by("ends_on", "pk")


def enterprises_recruited_for(user: User) -> QuerySet[Employer]:
    return with_places().filter(pk__in=employers_of(user)).order_by("name", "pk")
