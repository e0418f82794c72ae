"""Uploaded sheets as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.centres.models import Centre
from nhipcau.employers.api import employers_of
from nhipcau.employers.models import Employer
from nhipcau.vacancies.models import Sheet, SheetRow
from nhipcau.vacancies.queries.desks import ENTER

EXAMPLES: Final = 3
LOOKED_AT: Final = 60
Outcome = SheetRow.Outcome


@dataclass(frozen=True)
class Counts:
    total: int
    good: int
    bad: int
    repeated: int
    came_in: int
    left: int


def sheets_of(user: Visitor) -> QuerySet[Sheet]:
    """Sheets of one's own enterprises, and those of the centres where one enters openings; the newest first."""
    mine = Q(employer_id__in=employers_of(user)) | Q(centre_id__in=centres_where(user, ENTER))
    named = Sheet.objects.filter(mine).select_related("employer", "centre", "uploaded_by", "file")
    return named.order_by("-uploaded_at", "-pk")


def sheets_with_counts(user: Visitor) -> QuerySet[Sheet]:
    """The list: how many lines came in, and how many wait to be mended."""
    return sheets_of(user).annotate(
        came_in=Count("rows", filter=Q(rows__outcome=Outcome.IN)),
        bad=Count("rows", filter=Q(rows__outcome=Outcome.BAD)),
    )


def counts_of(sheet: Sheet) -> Counts:
    found = dict(sheet.rows.values_list("outcome").annotate(Count("pk")))
    names = (Outcome.GOOD, Outcome.BAD, Outcome.REPEATED, Outcome.IN, Outcome.LEFT)
    return Counts(sheet.total, *(found.get(name.value, 0) for name in names))


def rows_of(sheet: Sheet, outcomes: Iterable[str] = ()) -> QuerySet[SheetRow]:
    rows = sheet.rows.order_by("number")
    return rows.filter(outcome__in=list(outcomes)) if outcomes else rows


def examples_of(sheet: Sheet) -> list[list[str]]:
    """Three different cells of each column, from its first lines."""
    lines = sheet.rows.order_by("number").values_list("cells", flat=True)[:LOOKED_AT]
    found: list[list[str]] = [[] for _heading in sheet.headings]
    for cells in lines:
        for column, cell in enumerate(cells):
            if cell and cell not in found[column] and len(found[column]) < EXAMPLES:
                found[column].append(cell)
    return found


def same_file_before(sheet: Sheet) -> Sheet | None:
    """The very same file, taken in already for the same enterprise or centre."""
    taken = Sheet.objects.filter(state=Sheet.State.TAKEN, fingerprint=sheet.fingerprint, centre_id=sheet.centre_id)
    return taken.filter(employer=sheet.employer).exclude(pk=sheet.pk).order_by("-taken_at").first()


def centres_for_sheets(user: Visitor) -> QuerySet[Centre]:
    """Where this user may send a sheet of several enterprises."""
    return Centre.objects.filter(pk__in=centres_where(user, ENTER)).order_by("pk")


def own_enterprises(user: Visitor) -> QuerySet[Employer]:
    return Employer.objects.filter(pk__in=employers_of(user)).select_related("centre").order_by("name", "pk")
