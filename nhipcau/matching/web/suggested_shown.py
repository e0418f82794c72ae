"""What pages show of openings that suit somebody, and where in the file an answer is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nhipcau.matching.models import NotForMe
from nhipcau.matching.queries import Suggested
from nhipcau.matching.suitability import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.gates import farthest
from nhipcau.matching.suitability.sentences import Explanation, Line, Reader, Tone
from nhipcau.matching.suitability.steps import MORE_KM, Change, Otherwise
from nhipcau.matching.suitability.wishes import kilometres
from nhipcau.matching.suitability.words.changes import openings_more
from nhipcau.seekers.api import DISTANCES, KILOMETRES
from nhipcau.seekers.models import Seeker, Shift
from nhipcau.vacancies.api import place_said
from nhipcau.vacancies.models import Vacancy

OF_A_HUNDRED: Final = 100
WORTH_SAYING: Final = 2  # hundredths of all points
ANY_SHIFT: Final = f"id_wished_shift_{Shift.values.index('any')}"
# Group of the file and the field in it.
WHERE_CHANGED: Final = {
    Otherwise.FARTHER: ("viec", "id_farthest_km_0"),
    Otherwise.MOVE: ("noi-o", "id_will_move"),
    Otherwise.DORMITORY: ("viec", "id_wants_dormitory"),
    Otherwise.LESS_PAY: ("viec", "id_wished_pay"),
    Otherwise.ANY_SHIFT: ("viec", ANY_SHIFT),
    Otherwise.ABROAD: ("viec", "id_would_go_abroad"),
    Otherwise.MORE_SCHOOLING: ("hoc-van", "id_education_0"),
    Otherwise.MORE_TRAINING: ("hoc-van", "id_qualification_0"),
    # What is a must stands in one field, in the order of the wishes without the place.
    Otherwise.OTHER_WORK: ("viec", "id_musts_0"),
    Otherwise.BELOW_WISH: ("viec", "id_musts_1"),
    Otherwise.OTHER_SHIFT: ("viec", "id_musts_2"),
    Otherwise.OTHER_CONTRACT: ("viec", "id_musts_3"),
    Otherwise.EARLIER_START: ("viec", "id_musts_4"),
}
FITS: Final = mark_safe('<b class="ok-words">✓</b>')
PARTLY: Final = mark_safe('<b class="muted">–</b>')
FITS_NOT: Final = mark_safe('<b class="error-words">✗</b>')
LEARNT: Final = {Otherwise.MORE_SCHOOLING, Otherwise.MORE_TRAINING}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its points. `mark` says at a glance whether it fits; the words say it too."""

    mark: SafeString
    words: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Side:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One opening before the person. `far`: whole kilometres, None where unknown or next door."""

    vacancy: Vacancy
    explanation: Explanation
    far: int | None

    @property
    def where(self) -> str:
        """Enterprise, place and way: what a card of the board says on its second line."""
        place = place_said(self.vacancy)
        way = _("%(km)s km") % {"km": self.far} if self.far else ""
        return " · ".join(str(part) for part in (self.vacancy.employer.name, place, way) if part)

    @property
    def number(self) -> int:
        """86 of "suits 86": whole hundredths, rounded down."""
        return self.explanation.score * OF_A_HUNDRED // self.explanation.most

    @property
    def sides(self) -> tuple[Side, Side]:
        """All lines. What is asked for and wholly met stands together: its points are those of all of them."""
        wished, asked = self.explanation.bars
        met = [line for line in self.explanation.asked if line.points == line.most]
        rest = [_row(line) for line in self.explanation.asked if line.points < line.most]
        if met:
            words, points = " ".join(line.words for line in met), sum(line.points for line in met)
            rest.append(Row(FITS, words, points, points))
        return Side(wished.title, tuple(map(_row, self.explanation.wished))), Side(asked.title, tuple(rest))

    @property
    def reason(self) -> Row | None:
        strongest = self.explanation.strongest
        return _row(strongest) if strongest else None

    @property
    def lacking(self) -> Row | None:
        """What costs most points: what is missing before what is only not as wished, if that is worth saying."""
        worth = self.explanation.most * WORTH_SAYING // OF_A_HUNDRED
        lines = [line for line in self.explanation.lines if line.points < line.most]
        missing = [line for line in lines if line.tone == Tone.MISSING]
        partly = [line for line in lines if line.tone == Tone.NEUTRAL and line.most - line.points >= worth]
        return _row(max(missing or partly, key=lambda line: line.most - line.points)) if missing or partly else None


@dataclass(frozen=True, slots=True)
class Because:
    """One tap: `short` stands on the button, `words` say the whole reason."""

    value: str
    short: Promise
    words: Promise | str


BECAUSE: Final = tuple(
    Because(reason.value, short, reason.label)
    for reason, short in (
        (NotForMe.Because.FAR, pgettext_lazy("not for me", "Distance")),
        (NotForMe.Because.PAY, pgettext_lazy("not for me", "Pay")),
        (NotForMe.Because.SHIFT, pgettext_lazy("not for me", "Shift")),
        (NotForMe.Because.WORK, pgettext_lazy("not for me", "Work")),
        (NotForMe.Because.OTHER, pgettext_lazy("not for me", "Other")),
    )
)


def _row(line: Line) -> Row:
    if line.tone == Tone.MISSING:
        return Row(FITS_NOT, line.words, line.points, line.most)
    fits = line.tone == Tone.GOOD or line.points == line.most
    return Row(FITS if fits else PARTLY, line.words, line.points, line.most)


def shown(found: Iterable[Suggested]) -> list[Shown]:
    return [Shown(one.vacancy, one.explanation, far_of(one.person, one.opening)) for one in found]


def far_of(person: Person, opening: Opening) -> int | None:
    far = kilometres(person, opening)
    return far if far > 0 else None


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence and the field of the file where it is answered or changed."""

    words: str
    url: str
    learnt: bool = False


def ways(changes: Iterable[Change], person: Person) -> list[Place]:
    """What would open more doors and stands in the person's own file."""
    return [
        Place(openings_more(one, person, Reader.PERSON), where_changed(one.otherwise, person), one.otherwise in LEARNT)
        for one in changes
        if one.otherwise in WHERE_CHANGED
    ]


def where_changed(otherwise: Otherwise, person: Person) -> str:
    """For a longer way the very tap: the first distance that is long enough."""
    group, box = WHERE_CHANGED[otherwise]
    if otherwise == Otherwise.FARTHER:
        taps = sorted({0, farthest(person), *DISTANCES, KILOMETRES[-1]})
        box = f"id_farthest_km_{next((at for at, km in enumerate(taps) if km >= farthest(person) + MORE_KM), 0)}"
    return field(group, box)


ASKED: Final[dict[str, tuple[Promise, str, str]]] = {
    "wishes": (gettext_lazy("What work you look for"), "viec", "id_wished_work"),
    "commune": (gettext_lazy("Where you live"), "noi-o", "id_place"),
    "pay": (gettext_lazy("The pay you expect"), "viec", "id_wished_pay"),
    "shift": (gettext_lazy("Which shifts suit you"), "viec", "id_wished_shift_0"),
    "months": (gettext_lazy("How long you have worked"), "hoc-van", "id_experience_years"),
    "skills": (gettext_lazy("What you can do"), "hoc-van", "id_skills"),
    "schooling": (gettext_lazy("How far you went to school"), "hoc-van", "id_education_0"),
    "training": (gettext_lazy("What training you have"), "hoc-van", "id_qualification_0"),
}


def unsaid(seeker: Seeker, person: Person) -> list[Place]:
    """Answers that the file lacks, the weightiest first; work in words that name no occupation is one of them."""
    silent: tuple[object, ...] = ((), "", UNKNOWN, frozenset())
    places = {
        name: Place(str(words), field(group, box))
        for name, (words, group, box) in ASKED.items()
        if getattr(person, name) in silent
    }
    if person.takes_any:
        places.pop("wishes", None)
    elif "wishes" in places and seeker.wished_work:
        words = _("We do not know “%(work)s” as an occupation: name the work otherwise") % {"work": seeker.wished_work}
        places["wishes"] = Place(words, places["wishes"].url)
    return [*places.values()]


def field(group: str, box: str) -> str:
    """The form as it stands, at its field; from there one comes back to the suggestions."""
    back = urlencode({"next": reverse("suggested:mine")})
    return f"{reverse('seekers:section', args=[group])}?{back}#{box}"
