"""What a person's "not for me, because …" changes: the weights of their own wishes, within bounds, and in words."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nhipcau.matching.models import NotForMe, Preference
from nhipcau.matching.suitability.facts import USUAL
from nhipcau.matching.suitability.scale import WISHED, Criterion

Because = NotForMe.Because
MOST_HEARD: Final = 20  # the latest reasons; what was said long ago fades
STEP: Final = 4  # sixteenths for each time after the first: once may be chance
SPEAKS_OF: Final[dict[str, Criterion]] = {
    Because.FAR: Criterion.PLACE,
    Because.PAY: Criterion.PAY,
    Because.SHIFT: Criterion.SHIFT,
    Because.WORK: Criterion.OCCUPATION,
}
COUNTS_MORE: Final = {
    Criterion.PLACE: gettext_noop(
        "You often turn down work that is far: work near home counts %(times)s times as much."
    ),
    Criterion.PAY: gettext_noop("You often turn down work that pays too little: pay counts %(times)s times as much."),
    Criterion.SHIFT: gettext_noop("You often turn down work for its shifts: the shift counts %(times)s times as much."),
    Criterion.OCCUPATION: gettext_noop(
        "You often turn down other kinds of work: the work you wish for counts %(times)s times as much."
    ),
}


def weights_after(reasons: Iterable[str]) -> tuple[int, ...]:
    """Sixteenths in the order of WISHED, from the reasons said, the newest first. "Something else" changes nothing."""
    said = list(reasons)[:MOST_HEARD]
    times = Counter(SPEAKS_OF[reason] for reason in said if reason in SPEAKS_OF)
    return tuple(min(USUAL + STEP * max(times[each] - 1, 0), Preference.MOST) for each in WISHED)


def weights_in_words(weights: Iterable[int]) -> list[str]:
    """One sentence for each wish that does not count as usual, for the person."""
    said = []
    for criterion, weight in zip(WISHED, weights, strict=True):
        if weight > USUAL and criterion in COUNTS_MORE:
            said.append(_(COUNTS_MORE[criterion]) % {"times": in_quarters(weight)})
    return said


def in_quarters(weight: int) -> str:
    """20 sixteenths are 1¼ times."""
    whole, rest = divmod(weight, USUAL)
    return f"{whole}{('', '¼', '½', '¾')[rest * 4 // USUAL]}"
