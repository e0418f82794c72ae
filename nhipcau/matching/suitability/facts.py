"""What is compared, in plain codes and whole numbers: the same for a page, for the kernel and for a test.

Nothing here says sex, ethnicity, religion, disability, pregnancy, household or soldier's service: what is not among the
facts can never count. Age stands apart (`age`), read only where the law itself sets a limit (`Opening.age_is_law`).
"""

from dataclasses import dataclass
from typing import Final

UNKNOWN: Final = -1  # nobody said: neither for nor against
USUAL: Final = 16  # a weight of USUAL sixteenths is the usual one
WISHES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Pay in units of 100,000 đồng a month; days as ordinals; schooling and training as ranks of their scales.

    `wishes`: VSCO codes of one to four digits, the dearest first, at most three. `done`: codes of work done before.
    `takes_any`: the wish is any work at all; it earns what an unknown wish earns and is said otherwise.
    `farthest_km` UNKNOWN is the usual distance. `weights`: sixteenths, in the order of `scale.WISHED`. `musts`: which of
    these wishes have to be met (`scale.musts_of`).
    """

    wishes: tuple[str, ...] = ()
    takes_any: bool = False
    done: tuple[str, ...] = ()
    commune: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    farthest_km: int = UNKNOWN
    will_move: bool = False
    wants_dormitory: bool = False
    goes_abroad: bool = False
    pay: int = UNKNOWN
    shift: str = ""
    contract: str = ""
    starts_on: int = UNKNOWN
    skills: frozenset[int] = frozenset()
    months: int = UNKNOWN
    schooling: int = UNKNOWN
    training: int = UNKNOWN
    languages: frozenset[str] = frozenset()
    avoids: int = 0
    age: int = UNKNOWN
    weights: tuple[int, ...] = (USUAL,) * 6
    musts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """`pay` is the most offered and `usual_pay` what such work pays in the province, in units of 100,000 đồng a month.

    `pay_from` is the least offered: for sentences only, it earns no points and shuts no gate.
    `months` is 0 where none are asked for, and where less than a year is: `under_a_year` says which, for sentences only.
    `skills` are asked for, `useful` are welcome. `conditions` is a bit mask over `vacancies.api.CONDITIONS`.
    `months` 0: none, or less than a year, is asked for. `musts`: which of what is asked for has to be there, in the
    order of `scale.ASKED`.
    """

    occupation: str = ""
    commune: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    has_bus: bool = False
    has_dormitory: bool = False
    abroad: bool = False
    pay: int = UNKNOWN
    pay_from: int = UNKNOWN
    usual_pay: int = UNKNOWN
    shift: str = ""
    contract: str = ""
    starts_on: int = UNKNOWN
    skills: frozenset[int] = frozenset()
    useful: frozenset[int] = frozenset()
    months: int = 0
    under_a_year: bool = False
    schooling: int = UNKNOWN
    training: int = UNKNOWN
    languages: frozenset[str] = frozenset()
    conditions: int = 0
    age_from: int = UNKNOWN
    age_to: int = UNKNOWN
    age_is_law: bool = False
    musts: int = 0
