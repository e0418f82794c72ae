"""One line of a sheet becomes one opening as said: values, problems that stop it, notes for who looks. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from nhipcau.foundation.text.api import fold, tidy
from nhipcau.reference.api import country_called
from nhipcau.vacancies.models import PayKind
from nhipcau.vacancies.reading import cells, schooling
from nhipcau.vacancies.reading.pay import Pay, in_bounds, read_pay
from nhipcau.vacancies.reading.places import Reads, elsewhere_in_title, where
from nhipcau.vacancies.reading.problems import Found

ODD_PAY, ODD_RANGE = 100_000_000, 8
MOST_PEOPLE: Final = 100_000
YOUNGEST: Final = 15
LONGEST: Final = {
    **{"title": 200, "workplace": 300, "description": 6000, "requirements": 6000, "age_reason": 200},
    **{"languages": 120, "abroad_papers": 120, "contact_name": 120, "contact_phone": 20},
}
EXAMPLE: Final = ("vi du:", "example:")
PHONE: Final = re.compile(r"\+?\d(?:[ .\-]?\d){7,11}")


@dataclass(frozen=True)
class Readers:
    """What a line is read with. `headings` are the sheet's own words for our fields."""

    places: Reads
    occupation: Callable[[str], str | None]
    today: date
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass
class LineRead:
    """`values` fit into JSON: codes for places and lists, days as 2026-03-31."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Found] = field(default_factory=list)
    notes: list[Found] = field(default_factory=list)


def is_odd(pay: Pay) -> bool:
    """Over a hundred million a month, or an end that is eight times the beginning: a year, or a lost comma?"""
    low, high = pay.low or pay.high or 0, pay.high or pay.low or 0
    return pay.kind == PayKind.MONTH and (high > ODD_PAY or high > ODD_RANGE * low)


def read_line(said: Mapping[str, str], readers: Readers) -> LineRead:
    line = Line(said, readers)
    for part in (line.title, line.headcount, line.pay, line.place, line.days, line.facts, line.school, line.age):
        part()
    line.rest()
    return line.read


@dataclass
class Line:
    said: Mapping[str, str]
    readers: Readers
    read: LineRead = field(default_factory=LineRead)
    kept: list[str] = field(default_factory=list)

    def cell(self, name: str) -> str:
        return self.said.get(name, "").strip()

    def wrong(self, name: str, code: str, **blanks: Any) -> None:
        self.read.problems.append(Found(name, code, self.cell(name), blanks))

    def note(self, name: str, code: str) -> None:
        self.read.notes.append(Found(name, code, self.cell(name)))

    def keep(self, name: str, *, note: str = "kept") -> None:
        """Words that fit no field of ours stay with the description, under the sheet's own heading."""
        self.kept.append(f"{self.readers.headings.get(name, name)}: {self.cell(name)}")
        if note:
            self.note(name, note)

    def title(self) -> None:
        title = tidy(self.cell("title"))
        if not title:
            self.wrong("title", "title_missing")
        elif fold(title).startswith(EXAMPLE):
            self.wrong("title", "example_line")
        elif len(title) > LONGEST["title"]:
            self.wrong("title", "too_long", most=LONGEST["title"])
        self.read.values["title"] = title
        code = self.readers.occupation(title) or self.readers.occupation(self.cell("occupation"))
        self.read.values["occupation"] = code or ""
        if not code:
            self.note("title", "occupation_none")
        if self.cell("occupation") and not re.fullmatch(r"\d{4}", self.cell("occupation")):
            self.keep("occupation", note="")

    def headcount(self) -> None:
        if "headcount" not in self.said:
            self.read.values["headcount"] = 1
            return
        number = cells.headcount(self.cell("headcount"))
        if number is None:
            self.wrong("headcount", "headcount_unknown" if self.cell("headcount") else "headcount_missing")
        elif not 0 < number <= MOST_PEOPLE:
            self.wrong("headcount", "headcount_size")
        self.read.values["headcount"] = number

    def pay(self) -> None:
        heading = self.readers.headings
        name, pay = "pay", Pay(trouble="pay_missing")
        if self.cell("pay") or not (self.cell("pay_from") or self.cell("pay_to")):
            pay = read_pay(self.cell("pay"), heading=heading.get("pay", ""))
        else:
            name, pay = self.pay_of_two_columns()
        if pay.trouble:
            self.wrong(name, pay.trouble)
            return
        self.read.values |= {"pay_kind": str(pay.kind), "pay_from": pay.low, "pay_to": pay.high}
        if is_odd(pay):
            self.note(name, "pay_odd")
        if pay.thousand:
            self.note(name, "pay_thousand")
        if pay.more:
            self.keep(name, note="pay_more")

    def pay_of_two_columns(self) -> tuple[str, Pay]:
        found = {}
        for name, side in (("pay_from", "from"), ("pay_to", "to")):
            if cells.says_nothing(self.cell(name)):
                continue
            pay = read_pay(self.cell(name), side=side, heading=self.readers.headings.get(name, ""))
            if pay.trouble or pay.kind == PayKind.AGREED:
                return name, pay
            found[name] = pay
        low, high = found.get("pay_from"), found.get("pay_to")
        if low is None or high is None:
            return next(iter(found), "pay_from"), low or high or Pay(trouble="pay_missing")
        both = Pay(high.kind, low.low, high.high, thousand=low.thousand or high.thousand)
        return "pay_from", in_bounds(both, low.more or high.more)

    def place(self) -> None:
        country = country_called(self.cell("country")) or country_called(self.cell("place"))
        papers = tidy(self.cell("abroad_papers"))
        if country and papers and len(papers) <= LONGEST["abroad_papers"]:
            street = tidy(self.cell("workplace"))[: LONGEST["workplace"]]
            self.read.values |= {"country": country, "abroad_papers": papers, "workplace": street}
            return
        if self.cell("country") and not cells.at_home(self.cell("country")):
            self.wrong("country", "country_unknown" if not country else "abroad_papers")
            return
        found = where(self.cell("place"), self.cell("workplace"), self.readers.places)
        if found.trouble:
            self.wrong("place", found.trouble)
        elif len(found.workplace) > LONGEST["workplace"]:
            self.wrong("workplace" if self.cell("workplace") else "place", "too_long", most=LONGEST["workplace"])
        if found.note:
            self.note("place", found.note)
        elif found.province and elsewhere_in_title(self.cell("title"), found.province, self.readers.places):
            self.note("place", "place_title")
        codes = {"province": found.province, "commune": found.commune, "park": found.park}
        self.read.values |= codes | {"workplace": found.workplace or tidy(self.cell("workplace"))}

    def days(self) -> None:
        today = self.readers.today
        for name, unsaid in (("starts_on", cells.at_once), ("closes_on", cells.without_end)):
            if unsaid(self.cell(name)):
                continue
            day = cells.day(self.cell(name), today=today)
            if day is None:
                self.wrong(name, "date_unknown")
            elif name == "closes_on" and day < today:
                self.wrong(name, "closes_passed")
            else:
                self.read.values[name] = day.isoformat()

    def facts(self) -> None:
        """Bus, dormitory and meals may also stand among the benefits."""
        beside = schooling.among_benefits(self.cell("benefits"))
        for name in ("has_bus", "has_dormitory", "has_meals"):
            answer = cells.yes_or_no(self.cell(name)) if name in self.said else name in beside
            if answer is None:
                self.keep(name)
            elif answer and cells.says_more_than_yes(self.cell(name)):
                self.keep(name, note="")
            self.read.values[name] = bool(answer)
        self.read.values["benefits"] = schooling.benefits(self.cell("benefits"))
        if self.cell("benefits"):
            self.keep("benefits", note="")
        for name, reader in (("shift", cells.shift), ("contract", schooling.contract)):
            if cells.says_nothing(self.cell(name)):
                continue
            code = reader(self.cell(name))
            self.read.values[name] = code or ""
            if code is None or (name == "shift" and len(self.cell(name)) > 12):
                self.keep(name, note="kept" if code is None else "")

    def school(self) -> None:
        for name in ("education", "qualification"):
            understood = schooling.schooling(self.cell(name)) if self.cell(name) else None
            if understood is None:
                if self.cell(name):
                    self.keep(name)
                continue
            for part, value in zip(("education", "qualification"), understood, strict=True):
                self.read.values[part] = value or self.read.values.get(part, "")
        if self.cell("experience"):
            years = schooling.experience(self.cell("experience"))
            self.read.values["experience"] = years or ""
            if years is None:
                self.keep("experience")

    def age(self) -> None:
        said = {name: cells.ages(self.cell(name)) for name in ("age", "age_from", "age_to") if self.cell(name)}
        for name, sides in said.items():
            if sides is None:
                self.wrong(name, "age_unknown")
        low, high = said.get("age") or (None, None)
        for side in said.get("age_from") or ():
            low = side or low
        for side in said.get("age_to") or ():
            high = side or high
        where_said = next(iter(said), "age")
        reason = tidy(self.cell("age_reason"))
        if low and high and low > high:
            self.wrong(where_said, "age_order")
        elif any(side is not None and not YOUNGEST <= side <= 100 for side in (low, high)):
            self.wrong(where_said, "age_young")
        elif (low or high) and not reason:
            self.wrong(where_said if "age_reason" not in self.said else "age_reason", "age_reason")
        self.read.values |= {"age_from": low, "age_to": high, "age_reason": reason}

    def rest(self) -> None:
        """Texts that stay as they are; what is longer than its place goes to the description, whole."""
        for name in ("languages", "contact_name", "contact_phone"):
            text = tidy(self.cell(name))
            if len(text) > LONGEST[name]:
                self.keep(name)
                first = PHONE.search(text) if name == "contact_phone" else None
                text = first.group() if first else ""
            self.read.values[name] = text
        if len(self.read.values["age_reason"]) > LONGEST["age_reason"]:
            self.wrong("age_reason", "too_long", most=LONGEST["age_reason"])
        texts = {
            "description": "\n".join(filter(None, (self.cell("description"), *self.kept))),
            "requirements": self.cell("requirements"),
        }
        for name, text in texts.items():
            if len(text) > LONGEST[name]:
                self.wrong(name, "too_long", most=LONGEST[name])
        self.read.values |= texts
