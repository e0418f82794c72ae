"""The scale of `suitability.scale` as tables of whole numbers that compiled code reads."""

from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.scale import MOST, WISHED, Criterion, half

Table = npt.NDArray[np.int32]

NEVER: Final = -100_000  # a gate is shut: no sum of points makes up for it
PERSON_SHIFTS: Final = ("", *scale.BY_SHIFT)
OPENING_SHIFTS: Final = ("", *dict.fromkeys(chain.from_iterable(scale.BY_SHIFT.values())), "other")
PERSON_CONTRACTS: Final = ("", *scale.BY_CONTRACT)
OPENING_CONTRACTS: Final = ("", *dict.fromkeys(chain.from_iterable(scale.BY_CONTRACT.values())), "other")


def _kilometres() -> Table:
    """Points for each whole kilometre up to FARTHEST."""
    return np.array([next(p for most, p in scale.BY_KM if km <= most) for km in range(scale.FARTHEST + 1)], np.int32)


def _crossed(
    rows: tuple[str, ...], columns: tuple[str, ...], by: dict[str, dict[str, int]], no: int, half: int
) -> Table:
    """Points of a person's word (row) with an opening's (column); either unsaid is half, a missing pair is `no`."""
    return np.array([[by[a].get(b, no) if a and b else half for b in columns] for a in rows], np.int32)


def _and_musts(table: Table, least: int) -> Table:
    """The same rows once more for whom the word is a must: said on both sides and fewer points than `least` is NEVER."""
    must = table.copy()
    must[1:, 1:][table[1:, 1:] < least] = NEVER
    return np.concatenate([table, must])


def _best_of_masks(table: Table) -> Any:
    """The most points with any word whose bit is in the mask: [other side, mask]."""
    masks = np.arange(1 << table.shape[1])
    has = (masks[:, None] >> np.arange(table.shape[1])) & 1
    return np.where(has[None] > 0, table[:, None, :], NEVER).max(axis=2).astype(np.int32)


KM: Final = _kilometres()
SHIFT: Final = _and_musts(
    _crossed(PERSON_SHIFTS, OPENING_SHIFTS, scale.BY_SHIFT, NEVER, half(Criterion.SHIFT)), scale.SHIFT_IF_MUST
)
CONTRACT: Final = _and_musts(
    _crossed(PERSON_CONTRACTS, OPENING_CONTRACTS, scale.BY_CONTRACT, 0, half(Criterion.CONTRACT)),
    scale.CONTRACT_IF_MUST,
)
SHIFTS: Final = len(PERSON_SHIFTS)  # row of a shift that is a must, less the row of the same shift that is none
CONTRACTS: Final = len(PERSON_CONTRACTS)
SHIFT_OF_OPENINGS: Final = _best_of_masks(SHIFT)  # [shift of the person, mask of openings' shifts]
CONTRACT_OF_OPENINGS: Final = _best_of_masks(CONTRACT)
SHIFT_OF_PEOPLE: Final = _best_of_masks(np.ascontiguousarray(SHIFT.T))  # [shift of the opening, mask of people's]
SHARE_FROM: Final = np.array([least for least, _ in scale.BY_SHARE], np.int32)
SHARE: Final = np.array([points for _, points in scale.BY_SHARE], np.int32)
# Points for digits that agree: first, second, third wish, work done before.
PAST: Final = len(scale.BY_WISH)
OCCUPATION: Final = np.array(
    [[points * tenths // 10 for points in scale.BY_DIGITS] for tenths in (*scale.BY_WISH, scale.BY_PAST)], np.int32
)
OCCUPATION_HALF: Final = half(Criterion.OCCUPATION)
PLACE_HALF: Final = half(Criterion.PLACE)
PAY_HALF: Final = half(Criterion.PAY)
PLAIN_MOST: Final = max(PAY_HALF, scale.USUAL_OR_MORE, scale.BELOW_USUAL)
START_HALF: Final = half(Criterion.START)
START_MOST: Final = MOST[Criterion.START]
SKILLS_MOST: Final = MOST[Criterion.SKILLS]
EXPERIENCE_MOST: Final = MOST[Criterion.EXPERIENCE]
EXPERIENCE_HALF: Final = half(Criterion.EXPERIENCE)
STEP_MOST: Final = MOST[Criterion.SCHOOLING]
LANGUAGE_MOST: Final = MOST[Criterion.LANGUAGE]
LANGUAGE_HALF: Final = half(Criterion.LANGUAGE)
WISHED_MOST: Final = np.array([MOST[each] for each in WISHED], np.int32)
