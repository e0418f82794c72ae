"""The documented form of an instance as a problem of ours; and a timetable as plain data."""

from typing import Any

from nhipcau.fairs.timetable import Appointment, Floor, Interviewer, Of, Person, Problem, Site, Timetable

ROW = ["person", "enterprise", "interviewer", "starts", "ends", "site", "online", "weight", "opening", "fixed", "kept"]
FIGURES = [
    "value",
    "bound",
    "ratio",
    "covered",
    "coverable",
    "interviews",
    "slots",
    "idle",
    "kept",
    "least",
    "median",
    "near",
    "crowded",
]


def problem_of(instance: dict[str, Any]) -> Problem:
    return Problem.of(
        people=[person_of(one) for one in instance["people"]],
        interviewers=[interviewer_of(one) for one in instance["interviewers"]],
        edges=instance["edges"],
        sites=[Site(one["id"], one.get("computers", 0), one.get("walks", {})) for one in instance.get("sites", [])],
        between=instance.get("between", 0),
        floors=[Floor(one["group"], one["share"], Of(one["of"])) for one in instance.get("floors", [])],
        fixed=[Appointment(*one) for one in instance.get("fixed", [])],
        proposed=[Appointment(*one) for one in instance.get("proposed", [])],
    )


def person_of(one: dict[str, Any]) -> Person:
    groups = sum(1 << group for group in one.get("groups", []))
    return Person(one["id"], windows_of(one), tuple(one.get("sites", [])), one.get("most", 3), groups)


def interviewer_of(one: dict[str, Any]) -> Interviewer:
    return Interviewer(one["id"], one["enterprise"], windows_of(one), one["slot"], one.get("gap", 0), one.get("site"))


def windows_of(one: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((begins, ends) for begins, ends in one["windows"])


def plain(timetable: Timetable) -> dict[str, Any]:
    """What the checker reads: rows in the ids of the instance, and what the certificate says."""
    said = timetable.certificate
    prices = {name: getattr(said.prices, name).tolist() for name in ("slot", "computer", "first", "pair")}
    floors = [{"asked": met.asked, "had": met.had, "possible": met.possible, "met": met.met} for met in said.floors]
    return {
        "rows": [{name: getattr(row, name) for name in ROW} for row in timetable.rows()],
        "gone": [[one.person, one.interviewer, one.starts, str(why)] for one, why in timetable.gone],
        "desks": [[desk.interviewer, desk.idle, sum(desk.reasons.values())] for desk in timetable.idle],
        "floors": floors,
        "prices": prices,
        **{name: getattr(said, name) for name in FIGURES},
    }
