"""What a search of people was understood as, in words; each part can be taken away."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import pay_words
from nhipcau.reference.api import MILLION, Part, without
from nhipcau.seekers.models import Employment, Seeker, Shift
from nhipcau.seekers.queries import PeopleAsked


@dataclass(frozen=True)
class Removable:
    """`rest` is what is asked when this part is taken away."""

    label: str
    rest: str


def removable(typed: str, asked: PeopleAsked) -> list[Removable]:
    around = asked.place is not None and bool(asked.place.around)
    return [Removable(words_of(part, around=around), without(typed, part)) for part in asked.parts]


def words_of(part: Part, *, around: bool) -> str:
    match part.kind:
        case "place":
            said = _("lives around %(place)s") if around else _("lives in %(place)s")
            return said % {"place": part.value}
        case "wished_pay":
            millions = f"{int(part.value) / MILLION:g}".replace(".", ",")
            return _("asks for at most %(millions)s million") % {"millions": millions}
        case "wished_shift":
            return str(Shift(str(part.value)).label)
        case "employment":
            return str(Employment(str(part.value)).label)
        case "words":
            return str(part.value)
    return flags()[part.kind]


def flags() -> dict[str, str]:
    return {
        "wants_dormitory": _("needs a dormitory"),
        "will_move": _("would move to another province"),
        "would_go_abroad": _("would work abroad"),
    }


def wishes_of(seeker: Seeker) -> list[str]:
    """What a row says beside the work that is wished for."""
    said = [pay_words(seeker.wished_pay, None)] if seeker.wished_pay else []
    if seeker.wished_shift:
        said.append(seeker.get_wished_shift_display())
    return [*said, *(str(words) for name, words in flags().items() if getattr(seeker, name))]
