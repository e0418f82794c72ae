"""What would open more doors to the person at the desk, and what a counsellor can do about each step."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nhipcau.counselling.models import Screening
from nhipcau.matching import api as matching
from nhipcau.matching.api import Otherwise

DO: Final[dict[Otherwise, Promise]] = {
    Otherwise.FARTHER: gettext_lazy("Ask how far they would really go, and how they get there: bus, motorbike, somebody's car."),
    Otherwise.MOVE: gettext_lazy("Ask whether they would move for work, and who at home needs them."),
    Otherwise.DORMITORY: gettext_lazy("Ask about a dormitory. Say what is known of it: price, how many to a room, rules."),
    Otherwise.LESS_PAY: gettext_lazy("Ask what they need at least. Say what such work pays here, with overtime and allowances apart."),
    Otherwise.ANY_SHIFT: gettext_lazy("Ask whether night or turning shifts would do, and from when. Nobody has to say why not."),
    Otherwise.ABROAD: gettext_lazy("Tell them of the programmes for work abroad, what they cost and how long they last. It is their choice."),
    Otherwise.MORE_SCHOOLING: gettext_lazy("Tell them of evening classes at the continuing education centre, and note it."),
    Otherwise.MORE_TRAINING: gettext_lazy("Tell them of courses and of help with the fees, and note which course."),
    Otherwise.OTHER_WORK: gettext_lazy("Ask what else they could see themselves doing, and whether the kind of work really has to be this one."),
    Otherwise.BELOW_WISH: gettext_lazy("Ask whether the pay really has to be that much, and what overtime and allowances would add."),
    Otherwise.OTHER_SHIFT: gettext_lazy("Ask which other shifts would do, and from when. Nobody has to say why not."),
    Otherwise.OTHER_CONTRACT: gettext_lazy("Ask whether another contract would do to begin with. Say what the enterprise does when it ends."),
    Otherwise.EARLIER_START: gettext_lazy("Ask whether they could begin earlier, or ask the enterprise whether it would wait."),
}  # fmt: skip
NOTES: Final[dict[Otherwise, Promise]] = {
    Otherwise.MORE_SCHOOLING: gettext_lazy("Advised on evening classes."),
    Otherwise.MORE_TRAINING: gettext_lazy("Advised on a training course."),
}
FIELDS: Final = {Otherwise.FARTHER: "farthest_km", Otherwise.ANY_SHIFT: "shift"}
LONGEST: Final[int] = Screening._meta.get_field("note").max_length or 0


@dataclass(frozen=True)
class Step:
    """`field`: of the desk's questions, where the answer goes; `notes`: whether the advice is kept as a note."""

    code: str
    more: int
    words: str
    do: str
    field: str
    notes: bool


def steps_for(person: matching.Person, changes: Iterable[matching.Change]) -> list[Step]:
    return [
        Step(
            code=one.otherwise.value,
            more=one.more,
            words=matching.openings_more(one, person, matching.Reader.OFFICE),
            do=str(DO[one.otherwise]),
            field=FIELDS.get(one.otherwise, ""),
            notes=one.otherwise in NOTES,
        )
        for one in changes
    ]


def note_with(note: str, code: str) -> str:
    """The note with the advice behind it, once; as it was, where there is nothing to note or no room."""
    said = str(NOTES[Otherwise(code)]) if code in {*NOTES} else ""
    longer = f"{note} {said}".strip()
    return note if said in note or len(longer) > LONGEST else longer
