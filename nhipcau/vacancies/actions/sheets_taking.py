"""The good lines of a sheet become openings that wait for review: all of them, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import OperationalError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.models import Centre
from nhipcau.employers.api import CannotKeep, register_employers
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live.api import touch
from nhipcau.reference.models import Commune, IndustrialPark, Occupation, Province
from nhipcau.vacancies import rules
from nhipcau.vacancies.actions.sheets_enterprises import Enterprises, data_of, folded, key_of
from nhipcau.vacancies.actions.sheets_reading import mark_repeated, save_rows
from nhipcau.vacancies.actions.writing import ENTER
from nhipcau.vacancies.models import PayKind, Sheet, SheetRow, Vacancy
from nhipcau.vacancies.rules import VacancyData

SHOWN: Final = 5
DAYS: Final = ("starts_on", "closes_on")
TEXTS: Final = (
    *(
        "title",
        "pay_kind",
        "country",
        "abroad_papers",
        "workplace",
        "shift",
        "description",
        "requirements",
        "education",
        "qualification",
    ),
    *("experience", "contract", "age_reason", "languages", "contact_name", "contact_phone"),
)
NUMBERS: Final = ("headcount", "pay_from", "pay_to", "age_from", "age_to")
FLAGS: Final = ("has_bus", "has_dormitory", "has_meals")
Outcome = SheetRow.Outcome


class CannotTake(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Lists:
    """Official places and occupations by code, fetched once for all lines."""

    provinces: dict[str, Province]
    communes: dict[str, Commune]
    parks: dict[str, IndustrialPark]
    occupations: dict[str, Occupation]

    @classmethod
    def of(cls, rows: Sequence[SheetRow]) -> "Lists":
        def said(name: str) -> set[str]:
            return {row.reading.get(name) for row in rows} - {"", None}

        return cls(
            Province.objects.in_bulk(said("province")),
            Commune.objects.select_related("province").in_bulk(said("commune")),
            IndustrialPark.objects.select_related("commune__province").in_bulk(said("park")),
            Occupation.objects.in_bulk(said("occupation")),
        )


def vacancy_data(values: dict[str, Any], lists: Lists, employer: Employer) -> VacancyData:
    """A reading becomes what an enterprise says. Who to call is the enterprise's contact where none is named."""
    said: dict[str, Any] = {name: values[name] for name in (*TEXTS, *NUMBERS, *FLAGS) if values.get(name) is not None}
    said |= {name: date.fromisoformat(values[name]) for name in DAYS if values.get(name)}
    if not said.get("contact_name") and not said.get("contact_phone"):
        said |= {"contact_name": employer.contact_name, "contact_phone": employer.contact_phone}
    return VacancyData(
        **{"pay_kind": PayKind.MONTH} | said,
        benefits=tuple(values.get("benefits", ())),
        province=lists.provinces.get(values.get("province", "")),
        commune=lists.communes.get(values.get("commune", "")),
        park=lists.parks.get(values.get("park", "")),
        occupation=lists.occupations.get(values.get("occupation", "")),
    )


@transaction.atomic
def take_in(*, sheet: Sheet, leave_bad: bool, by: User, now: datetime) -> Sheet:
    """All good lines come in and wait for review; bad ones are left out only when somebody says so.

    Taking in twice changes nothing, and a line that is here already comes in no second time.
    Raises CannotTake with every reason, or PermissionDenied.
    """
    require(by, ENTER, sheet)
    _wait_for_turn(sheet.centre_id)
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("centre", "employer")
    sheet = locked.get(pk=sheet.pk)
    if sheet.state == Sheet.State.TAKEN:
        return sheet
    if sheet.state not in (Sheet.State.CHECKED, Sheet.State.TAKING):
        raise CannotTake([_("This sheet is not read to its end yet.")])
    mark_repeated(sheet)
    rows = list(sheet.rows.filter(outcome=Outcome.GOOD).order_by("number"))
    bad = sheet.rows.filter(outcome=Outcome.BAD)
    if (left := bad.count()) and not leave_bad:
        raise CannotTake(
            [_("%(count)s lines are still to be mended. Mend them, or say that they are left out.") % {"count": left}]
        )
    openings = _openings(sheet, rows, by=by, now=now)
    for row, made in zip(rows, Vacancy.objects.bulk_create(openings, batch_size=500), strict=True):
        row.vacancy, row.outcome = made, Outcome.IN
    save_rows(rows, ["vacancy", "outcome"])
    bad.update(outcome=Outcome.LEFT)
    sheet.state, sheet.taken_at, sheet.trouble = Sheet.State.TAKEN, now, []
    sheet.save(update_fields=["state", "taken_at", "trouble"])
    details = {"in": len(rows), "left_out": left, "repeated": sheet.rows.filter(outcome=Outcome.REPEATED).count()}
    audit.record(by=by, action="sheet.take", target=sheet, at=now, details=details)
    touch(f"sheet:{sheet.pk}")
    return sheet


def _wait_for_turn(centre_id: int) -> None:
    """One sheet of a centre at a time, so that no line comes in twice."""
    try:
        Centre.objects.select_for_update(no_key=True).get(pk=centre_id)
    except OperationalError:
        busy = _("Another sheet of this centre is being taken in right now. Try again in a minute.")
        raise CannotTake([busy]) from None


def _openings(sheet: Sheet, rows: Sequence[SheetRow], *, by: User, now: datetime) -> list[Vacancy]:
    """Rows of openings, checked once more: a day may have passed since the sheet was read."""
    employers = _employers(sheet, rows, by=by, now=now)
    lists, openings, reasons = Lists.of(rows), [], []
    for row in rows:
        employer = employers[_whose(row)]
        data = vacancy_data(row.reading, lists, employer)
        against = rules.reasons_against(data, today=localdate(now))
        reasons += [_("Line %(number)s: %(reason)s") % {"number": row.number, "reason": one} for one in against]
        opening = Vacancy(employer=employer, centre_id=sheet.centre_id, submitted_at=now, source_key=row.source_key)
        rules.fill(opening, data)
        opening.is_demo = employer.is_demo
        openings.append(opening)
    if reasons:
        raise CannotTake([*reasons[:SHOWN], _("Name the columns again, so that every line is read anew.")])
    return openings


def _whose(row: SheetRow) -> int | str:
    whose = row.reading["whose"]
    return int(whose["id"]) if "id" in whose else key_of(whose)


def _employers(sheet: Sheet, rows: Sequence[SheetRow], *, by: User, now: datetime) -> dict[int | str, Employer]:
    """By id, and new ones by what names them. One that got its file meanwhile is not opened twice."""
    if sheet.employer is not None:
        return {sheet.employer.pk: sheet.employer}
    known = Enterprises.of(sheet.centre, by)
    asked = _with_codes({_whose(row): row.reading["whose"] for row in reversed(rows)})  # the first spelling is kept
    found: dict[int | str, int] = {}
    new: dict[int | str, dict[str, Any]] = {}
    for key, whose in asked.items():
        again, problem = ({"id": key}, None) if isinstance(key, int) else known.find(whose["name"], whose["tax_code"])
        if again is None or problem is not None:
            raise CannotTake([_("Name the columns again, so that every line is read anew.")])
        if "id" in again:
            found[key] = again["id"]
        else:
            new[key] = again
    distinct = {key_of(whose): whose for whose in new.values()}
    try:
        wanted = [data_of(whose) for whose in distinct.values()]
        made = register_employers(wanted=wanted, centre=sheet.centre, by=by, now=now) if wanted else []
    except CannotKeep as refusal:
        raise CannotTake(refusal.reasons) from None
    files = Employer.objects.in_bulk(set(found.values()))
    opened = dict(zip(distinct, made, strict=True))
    return {key: files[pk] for key, pk in found.items()} | {key: opened[key_of(whose)] for key, whose in new.items()}


def _with_codes(asked: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """A new enterprise that is once named with its tax code and once without is one."""
    new = [whose for whose in asked.values() if whose.get("tax_code")]
    coded = {folded(whose["name"]): whose for whose in new}
    return {key: coded.get(key, whose) if isinstance(key, str) else whose for key, whose in asked.items()}
