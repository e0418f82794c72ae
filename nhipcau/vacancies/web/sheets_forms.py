"""What people send with a sheet: the file, for whom, which column is what, and cells mended by hand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.centres.models import Centre
from nhipcau.employers.models import Employer
from nhipcau.foundation.sheets.api import MOST_BYTES
from nhipcau.vacancies.models import Sheet
from nhipcau.vacancies.reading.columns import Field

SHEETS: Final = ".xlsx,.xls,.ods,.csv"
CELL: Final = re.compile(r"d(\d{1,9})-(\w+)")
SHOWN_OF_EXAMPLE: Final = 28


class UploadForm(forms.Form):
    """For one's own enterprise, or for a centre whose sheet names its enterprises."""

    for_whom = forms.ChoiceField(label=_("Whose openings are they"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("The sheet"),
        help_text=_("Excel (.xlsx, .xls), .ods or .csv, at most 10 MB and 20,000 lines. Your own columns are fine."),
        widget=forms.ClearableFileInput(attrs={"accept": SHEETS}),
    )

    def __init__(self, *args: Any, own: QuerySet[Employer], centres: QuerySet[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.centres = {one.pk: one for one in own}, {one.pk: one for one in centres}
        listed = [(f"dn-{pk}", one.name) for pk, one in self.own.items()]
        named = _("Enterprises named in the sheet (%(centre)s)")
        listed += [(f"tt-{pk}", named % {"centre": one.short_name}) for pk, one in self.centres.items()]
        if len(listed) == 1:
            self.fields["for_whom"].required = False
            self.fields["for_whom"].widget = forms.HiddenInput()
        field: Any = self.fields["for_whom"]
        field.choices, field.initial = listed, listed[0][0] if listed else ""

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Keep only the sheet of openings, without pictures.")
            )
        return sent

    def whose(self) -> tuple[Employer | None, Centre]:
        """Call it after is_valid()."""
        said = self.cleaned_data["for_whom"] or self.fields["for_whom"].initial
        kind, _dash, pk = said.partition("-")
        if kind == "dn":
            employer = self.own[int(pk)]
            return employer, employer.centre
        return None, self.centres[int(pk)]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """One of our fields on the page where columns are named."""

    name: str
    label: Promise | str
    hint: Promise | str
    required: bool
    choices: list[Choice]
    examples: list[str]
    fixed: str
    wrong: bool = False


def asked_fields(
    sheet: Sheet, fields: Iterable[Field], examples: list[list[str]], *, wrong: frozenset[str] = frozenset()
) -> list[Asked]:
    asked = []
    for one in fields:
        at = sheet.columns.get(one.name)
        choices = [Choice("", "", at is None)]
        choices += [
            Choice(str(column), column_words(heading, column, examples[column]), column == at)
            for column, heading in enumerate(sheet.headings)
        ]
        shown = examples[at] if at is not None else []
        fixed = sheet.fixed.get(one.name, "")
        asked.append(Asked(one.name, one.label, one.hint, one.required, choices, shown, fixed, one.name in wrong))
    return asked


def column_words(heading: str, column: int, examples: list[str]) -> str:
    """ "C · Mức lương (9-12 triệu · thỏa thuận)"."""
    shown = " · ".join(short(text) for text in examples[:2])
    name = f"{letter(column)} · {heading}" if heading else letter(column)
    return f"{name} ({shown})" if shown else name


def letter(column: int) -> str:
    return chr(65 + column) if column < 26 else f"{chr(64 + column // 26)}{chr(65 + column % 26)}"


def short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN_OF_EXAMPLE else f"{plain[: SHOWN_OF_EXAMPLE - 1]}…"


def named_columns(post: QueryDict, fields: Iterable[Field]) -> tuple[dict[str, int], dict[str, str]]:
    columns, fixed = {}, {}
    for one in fields:
        at = post.get(f"cot-{one.name}", "")
        if at.isdecimal() and len(at) < 4:
            columns[one.name] = int(at)
        fixed[one.name] = post.get(f"chung-{one.name}", "")
    return columns, fixed


def behind(fields: Iterable[Asked]) -> tuple[list[Asked], list[Asked]]:
    """What is needed, guessed or written already, and what else a sheet may say."""
    asked = list(fields)
    front = [one for one in asked if one.required or one.fixed or not one.choices[0].chosen]
    return front, [one for one in asked if one not in front]


def unused_columns(sheet: Sheet) -> list[str]:
    """Headings that no field of ours takes: the person sees what is left behind."""
    used = {*sheet.columns.values()}
    return [heading for column, heading in enumerate(sheet.headings) if heading and column not in used]


def mended_lines(post: QueryDict) -> Iterator[tuple[int, dict[str, str]]]:
    """Cells as typed, by line."""
    lines: dict[int, dict[str, str]] = {}
    for key, text in post.items():
        if hit := CELL.fullmatch(key):
            lines.setdefault(int(hit.group(1)), {})[hit.group(2)] = str(text).replace("\r\n", "\n").replace("\x00", "")
    yield from sorted(lines.items())
