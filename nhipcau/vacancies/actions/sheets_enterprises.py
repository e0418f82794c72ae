"""Whose opening a line is, where a centre sends a sheet of several enterprises."""

from dataclasses import dataclass, field
from typing import Any, Final

from nhipcau.accounts.api import User, may
from nhipcau.centres.models import Centre
from nhipcau.employers.api import EmployerData, plain_tax_code, reasons_against_tax_code
from nhipcau.employers.models import Employer
from nhipcau.foundation.text.api import tidy, words
from nhipcau.vacancies.reading.problems import Found

LONGEST_NAME: Final = 250
REGISTER: Final = "employers.verify_employer"
Whose = dict[str, Any]  # {"id": 5}, or {"name": ..., "tax_code": ...} of one that has no file yet


@dataclass
class Enterprises:
    """Those a centre keeps, by tax code and by folded name. `open_new`: may this person open files?"""

    centre_id: int
    open_new: bool
    by_code: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    elsewhere: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, centre: Centre, by: User) -> "Enterprises":
        known = cls(centre.pk, may(by, REGISTER, centre))
        for pk, name, code in (
            Employer.objects.filter(centre=centre).order_by("pk").values_list("pk", "name", "tax_code")
        ):
            known.by_name.setdefault(folded(name), []).append(pk)
            if code:
                known.by_code[code] = pk
        return known

    def find(self, name: str, code: str) -> tuple[Whose | None, Found | None]:
        """A tax code decides; without one the whole name must be the same."""
        name, code = tidy(name), plain_tax_code(code)
        if code and reasons_against_tax_code(code):
            return None, Found("tax_code", "tax_code_wrong", code)
        if code in self.by_code:
            return {"id": self.by_code[code]}, None
        if code and self.is_kept_elsewhere(code):
            return None, Found("tax_code", "employer_other", code)
        same = [] if code else self.by_name.get(folded(name), [])
        if len(same) > 1:
            return None, Found("employer", "employer_two", name)
        return ({"id": same[0]}, None) if same else self.new(name, code)

    def new(self, name: str, code: str) -> tuple[Whose | None, Found | None]:
        if not name:
            return None, Found("employer", "employer_missing")
        if len(name) > LONGEST_NAME:
            return None, Found("employer", "too_long", name, {"most": LONGEST_NAME})
        if not self.open_new:
            return None, Found("employer", "employer_unknown", name)
        return {"name": name, "tax_code": code}, None

    def is_kept_elsewhere(self, code: str) -> bool:
        if code not in self.elsewhere:
            others = Employer.objects.filter(tax_code=code).exclude(centre_id=self.centre_id)
            self.elsewhere[code] = others.exists()
        return self.elsewhere[code]


def folded(name: str) -> str:
    return " ".join(words(name))


def key_of(whose: Whose) -> str:
    """Lines of one new enterprise belong together: by its tax code, else by its folded name."""
    return str(whose.get("tax_code") or folded(str(whose.get("name", ""))))


def data_of(whose: Whose) -> EmployerData:
    return EmployerData(name=whose["name"], tax_code=whose["tax_code"])
