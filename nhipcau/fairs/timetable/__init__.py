"""Everybody's day: whom they meet, where and when, provably close to the best possible. Pure: asks no database, no clock.

    problem = Problem.of(people=..., interviewers=..., edges=..., sites=..., floors=..., fixed=..., proposed=..., between=5)
    timetable = solve(problem)                       # from nothing, or around `fixed`
    timetable = replan(timetable.rows(), problem)    # changed problem: at least 95 % of what was proposed stays
    why = explain_person(timetable, person_id); explain_enterprise(timetable, enterprise_id)
    whys = explain_all(timetable)                    # of everybody at once

The same problem gives the same timetable, on every machine and under any load.
"""

from nhipcau.fairs.timetable.answer import (
    Certificate,
    Explanation,
    FloorMet,
    Gone,
    Idle,
    IdleDesk,
    PairWhy,
    Row,
    Timetable,
    Unserved,
)
from nhipcau.fairs.timetable.columns import Refused
from nhipcau.fairs.timetable.laying import MOVE
from nhipcau.fairs.timetable.problem import Problem
from nhipcau.fairs.timetable.records import Appointment, Edge, Floor, Interviewer, Of, Person, Site, Window
from nhipcau.fairs.timetable.solving import replan, solve
from nhipcau.fairs.timetable.why import Reasons, explain_all, explain_enterprise, explain_person

__all__ = [
    "MOVE",
    "Appointment",
    "Certificate",
    "Edge",
    "Explanation",
    "Floor",
    "FloorMet",
    "Gone",
    "Idle",
    "IdleDesk",
    "Interviewer",
    "Of",
    "PairWhy",
    "Person",
    "Problem",
    "Reasons",
    "Refused",
    "Row",
    "Site",
    "Timetable",
    "Unserved",
    "Window",
    "explain_all",
    "explain_enterprise",
    "explain_person",
    "replan",
    "solve",
]
