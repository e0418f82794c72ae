"""What is wrong with a cell and what to write instead, kept by code so that each reader has their language. Pure."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, Promise | str]


@dataclasses.dataclass(frozen=True)
class Found:
    """A problem or a note about one field of a line: its code, the cell, and what its words have blanks for."""

    field: str
    code: str
    said: str = ""
    blanks: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        return {"field": self.field, "code": self.code, "said": self.said, "blanks": dict(self.blanks)}


PROBLEMS: Final[Words] = {
    "title_missing": _("Write what the job is."),
    "example_line": _("This is the example of the template. Delete the line, or leave it out."),
    "too_long": _("This is too long: at most %(most)s letters fit here."),
    "headcount_missing": _("Write how many people are needed: 1 or more."),
    "headcount_unknown": _("Write one number of people, such as 20."),
    "headcount_size": _("Write a number from 1 to 100,000."),
    "pay_missing": _("Write the pay, such as 9-12 triệu, or thỏa thuận if it is agreed at the interview."),
    "pay_unknown": _("We cannot read this pay. Write 9-12 triệu, từ 8 triệu, 300k/ngày, or thỏa thuận."),
    "pay_foreign": _("Write the pay in đồng, such as 25-50 triệu."),
    "pay_by_piece": _("Pay by the piece: write what people earn in a month, such as 9-12 triệu."),
    "pay_by_year": _("Write the pay by the month, the day or the hour, not by the year."),
    "pay_unclear": _("We cannot tell what this number means. Write the unit: 250k/ngày, or 25 triệu."),
    "pay_order": _("The pay begins above where it ends. Write the lower number first."),
    "pay_low": _("This pay is too low to be true. Is the unit missing? Write 9 triệu, 300k/ngày, 30k/giờ."),
    "pay_high": _("This pay is too high to be true. Write 9 triệu or 9000000."),
    "place_missing": _("Write where the work is: ward or commune and province, or the industrial park."),
    "place_unknown": _("We do not know this place. Write the ward or commune and the province."),
    "place_abroad": _("This is abroad. Add a column with the licence and the approval for work abroad."),
    "abroad_papers": _(
        "Work abroad: write the number of the licence and of the approval of this order by the authority."
    ),
    "country_unknown": _("We do not know this country. Write its usual name, such as Nhật Bản."),
    "place_everywhere": _("Write one province: people look for work near a place."),
    "date_unknown": _("Write the day as 31/03/2026."),
    "closes_passed": _("This day has passed. Write a later one, or leave it empty."),
    "age_unknown": _("Write the age as 18-45, or leave it empty."),
    "age_order": _("The age begins above where it ends."),
    "age_young": _("Nobody under 15 may be hired; leave the age empty if it does not matter."),
    "age_reason": _("An age limit needs its reason: the law allows it only where the work demands it."),
    "employer_missing": _("Write which enterprise it is."),
    "employer_unknown": _("No enterprise of this name has a file at the centre. Ask a colleague to register it first."),
    "employer_two": _("Several enterprises have this name. Add its tax code."),
    "employer_other": _("This tax code belongs to an enterprise whose file another centre keeps."),
    "tax_code_wrong": _("This tax code is wrong: 10 digits, or 13 for a branch, with a right check digit."),
}
NOTES: Final[Words] = {
    "pay_thousand": _("Understood in thousand đồng."),
    "pay_odd": _("This pay is unusual. Is it by the year, or is a comma missing?"),
    "pay_more": _("More is said about the pay; it is kept with the work."),
    "place_several": _("Several places are named: it is filed under the first, and the words stay."),
    "place_wide": _("Only the province is clear; the words stay."),
    "place_title": _("The title names another province. Is this the office, and the work elsewhere?"),
    "place_doubt": _("This name could be several places. Look whether the right one was taken."),
    "kept": _("Not understood, but kept with the work as written."),
    "employer_new": _("A new enterprise: its file is opened and waits to be verified."),
    "occupation_none": _("No occupation was understood from the title."),
}
REPEATS: Final[Words] = {
    "line": _("The same as line %(number)s of this sheet."),
    "before": _("This line came in already."),
}


def words_of(found: Mapping[str, Any], words: Words) -> str:
    """In the language of the reader."""
    text = str(words.get(found["code"], _now("Look at this cell again.")))
    blanks = found.get("blanks") or {}
    return text % blanks if blanks else text
