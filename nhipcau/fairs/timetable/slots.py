"""The slots of all interviewers, and what kind of slot each is: by the site, and by the block of the day it lies in.

Blocks are cut where most windows of people begin or end, so that who comes in the morning only is told apart from who
stays all day. A slot that lies over a cut is a kind of its own. Windows that begin between two cuts are taken for a little
longer than they are: what follows from kinds is a bound for what is possible, never less.
"""

from typing import Final, NamedTuple

import numpy as np

from nhipcau.fairs.timetable.columns import NOWHERE, Whole
from nhipcau.fairs.timetable.problem import Problem

CUTS: Final = 40  # inside the day: every quarter of an hour of ten hours


class Slots(NamedTuple):
    """In order of enterprise, start, interviewer; those of enterprise e stand at `at[e]` up to `at[e + 1]`."""

    interviewer: Whole
    enterprise: Whole
    site: Whole
    start: Whole
    end: Whole
    at: Whole


class Kinds(NamedTuple):
    """`of` [slots]: the kind of each; `fits` [people, kinds]: whether the person could be in a slot of that kind."""

    of: Whole
    site: Whole
    fits: Whole


def slots_of(given: Problem) -> Slots:
    desks = given.interviewers
    window = np.repeat(np.arange(len(desks.id)), np.diff(desks.window_at))
    step = desks.slot[window] + desks.gap[window]
    counts = (desks.windows[:, 1] - desks.windows[:, 0] + desks.gap[window]) // step
    row = np.repeat(np.arange(len(window)), counts)
    number = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    desk, start = window[row], desks.windows[row, 0] + number * step[row]
    order = np.lexsort((desk, start, desks.enterprise[desk]))
    desk, start = desk[order], start[order]
    at = np.searchsorted(desks.enterprise[desk], np.arange(len(given.enterprise_id) + 1))
    return Slots(desk, desks.enterprise[desk], desks.site[desk], start, start + desks.slot[desk], at)


def kinds_of(given: Problem, slots: Slots) -> Kinds:
    if not len(slots.start):
        nothing = np.zeros(0, np.int64)
        return Kinds(nothing, nothing, np.zeros((len(given.people.id), 0), bool))
    cuts = cuts_of(given, int(slots.start.min()), int(slots.end.max()))
    first, last = (np.searchsorted(cuts, at, side="right") - 1 for at in (slots.start, slots.end - 1))
    code = ((slots.site + 1) * len(cuts) + first) * len(cuts) + last
    known, of = np.unique(code, return_inverse=True)
    site, first, last = known // len(cuts) ** 2 - 1, known // len(cuts) % len(cuts), known % len(cuts)
    times, number = np.unique(first * len(cuts) + last, return_inverse=True)
    there = sites_of(given)[:, np.where(site == NOWHERE, len(given.sites.id), site)]
    shortest = int((slots.end - slots.start).min())
    when = times_of(given, cuts, np.stack((times // len(cuts), times % len(cuts))), shortest)
    return Kinds(of, site, there & when[:, number])


def cuts_of(given: Problem, begins: int, ends: int) -> Whole:
    """The first minute of each block, and where the last one ends."""
    points, often = np.unique(given.people.windows, return_counts=True)
    inside = (points > begins) & (points < ends)
    points, often = points[inside], often[inside]
    chosen = np.sort(points[np.argsort(-often, kind="stable")[:CUTS]])
    return np.concatenate(([begins], chosen, [ends]))


def sites_of(given: Problem) -> Whole:
    """[people, sites + 1]: where each can be; the last column: online, from home or from a site with computers."""
    people, sites = given.people, given.sites
    there = np.zeros((len(people.id), len(sites.id) + 1), bool)
    stands = np.diff(people.site_at)
    there[np.repeat(np.arange(len(people.id)), stands), people.sites] = True
    there[:, -1] = (stands == 0) | (there[:, :-1] & (sites.computers > 0)).any(axis=1)
    return there


def times_of(given: Problem, cuts: Whole, times: Whole, shortest: int) -> Whole:
    """[people, times]: whether a window reaches into the first and the last block, with room for the shortest slot."""
    begins, ends = (given.people.windows[:, side, None] for side in (0, 1))
    first, last = times
    room = np.minimum(ends, cuts[last + 1]) - np.maximum(begins, cuts[first]) >= shortest
    reaches = (begins < cuts[first + 1]) & (ends > cuts[last]) & room
    found = np.zeros((len(given.people.id), len(first)), bool)
    whose = np.repeat(np.arange(len(found)), np.diff(given.people.window_at))
    np.logical_or.at(found, whose, reaches)
    return found


def computer_most(given: Problem, slots: Slots) -> Whole:
    """[sites]: interviews that the computers of a site can carry in a day: as many as one can, one after another, each."""
    online = slots.site == NOWHERE
    spans = np.unique(np.stack((slots.end[online], slots.start[online]), axis=1), axis=0)
    count, free = 0, -(1 << 40)
    for end, start in spans.tolist():
        if start >= free:
            count, free = count + 1, end
    return given.sites.computers * count
