"""The timetable: pairs, prices, minutes, and what can be said of it."""

from collections.abc import Iterable
from dataclasses import replace
from time import perf_counter

import numpy as np

from nhipcau.fairs.timetable import certifying, earning, idle, placing, prices
from nhipcau.fairs.timetable.answer import Certificate, Gone, IdleDesk, Row, Timetable
from nhipcau.fairs.timetable.day import FREE
from nhipcau.fairs.timetable.laying import Laid, laid
from nhipcau.fairs.timetable.problem import Problem
from nhipcau.fairs.timetable.records import Appointment


class Watch:
    """Seconds of each phase, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.began = perf_counter()

    def ends(self, phase: str) -> None:
        now = perf_counter()
        self.seconds[phase], self.began = round(now - self.began, 4), now


def solve(problem: Problem) -> Timetable:
    """Everybody's day around `problem.fixed`, with `problem.proposed` kept as far as told in `replan`."""
    watch = Watch()
    desk = laid(problem)
    watch.ends("slots")
    choice = earning.choice(desk)
    watch.ends("pairs")
    proofs = [proof_of(desk, tried) for tried in choice.tried]
    watch.ends("prices")
    most, unplaced = placing.placed(desk, choice.now)
    watch.ends("minutes")
    why = idle.idle_desks(problem, desk.slots, desk.day, desk.held)
    watch.ends("reasons")
    said = certifying.Said(proofs, min(most, choice.most), unplaced)
    certificate = certifying.certificate(desk, said, watch.seconds)
    return timetable_of(desk, certificate, why)


def proof_of(desk: Laid, tried: earning.Tried) -> certifying.Proof:
    paid = prices.settled(tried.wanted, desk.cells, tried.cell)
    return certifying.Proof(tried.wanted, paid, prices.bound(tried.wanted, desk.cells, paid.cell, paid.pool))


def replan(previous: Iterable[Row | Appointment], problem: Problem) -> Timetable:
    """The timetable of a changed problem: at least 19 of 20 proposals that still could stand do, to the minute.

    `previous` is what was proposed; what is in `problem.fixed` is not a proposal. What does not stand is in `gone`.
    """
    fixed = {(one.person, one.interviewer, one.starts) for one in problem.fixed}
    before = [(row.person, row.interviewer, row.starts) for row in previous]
    proposed = tuple(Appointment(*one) for one in before if one not in fixed)
    return solve(replace(problem, proposed=proposed))


def timetable_of(desk: Laid, certificate: Certificate, why: tuple[IdleDesk, ...]) -> Timetable:
    held, day, slots, given = desk.held, desk.day, desk.slots, desk.given
    pairs = np.flatnonzero(held.slot_of != FREE)
    slot = held.slot_of[pairs]
    order = np.lexsort((slots.start[slot], day.person[pairs]))
    pairs, slot = pairs[order], slot[order]
    kept = (day.kept_slot[pairs] == slot).astype(np.int64)
    moved = np.flatnonzero((desk.proposed == 1) & (held.slot_of != day.kept_slot))
    people, desks = given.people.id[day.person[moved]], given.interviewers.id[slots.interviewer[day.kept_slot[moved]]]
    starts = slots.start[day.kept_slot[moved]]
    left = [Appointment(*one) for one in zip(people.tolist(), desks.tolist(), starts.tolist(), strict=True)]
    return Timetable(
        problem=given,
        person=day.person[pairs],
        interviewer=slots.interviewer[slot],
        starts=slots.start[slot],
        edge=desk.edge[pairs],
        site=held.place_of[pairs],
        fixed=day.locked[pairs],
        kept=kept,
        gone=(*desk.gone, *((one, Gone.MOVED) for one in left)),
        idle=why,
        certificate=certificate,
    )
