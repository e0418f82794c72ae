"""What the person wishes of the work, in words: work, place, pay, shift, contract, start."""

from django.utils.translation import gettext as _

from nhipcau.matching.suitability import scale
from nhipcau.matching.suitability.facts import UNKNOWN, WISHES, Opening, Person
from nhipcau.matching.suitability.wishes import by_bus, by_dormitory, digits, kilometres
from nhipcau.matching.suitability.words.told import Names, Reader, Said, Tone, by, far_said, pay_offered, pay_said
from nhipcau.seekers.models import Shift as Wished
from nhipcau.vacancies.models import Contract, Shift

SAME, NEAR, KIND = 4, 3, 2  # digits that agree
NEAR_KM, MIDDLING_KM = 15, 25


def occupation(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if not opening.occupation:
        return Said(Tone.NEUTRAL, _("It is not clear which occupation this opening belongs to."))
    if not (person.wishes or person.done):
        if person.takes_any:
            return Said(Tone.NEUTRAL, by(reader, _("You take any work."), _("This person takes any work.")))
        return Said(
            Tone.NEUTRAL,
            by(
                reader,
                _("You have not said what work you look for."),
                _("It is not known what work this person looks for."),
            ),
        )
    points, same, code, wished = _nearest(person, opening)
    work = {"work": names.occupation(opening.occupation), "wish": names.occupation(code)}
    if not points:
        said = by(
            reader,
            _("Other work than you look for: %(work)s."),
            _("Other work than this person looks for: %(work)s."),
        )
        return Said(Tone.MISSING, said % work)
    said = _work_wished(same, reader) if wished else _work_done(same, reader)
    return Said(Tone.GOOD if same >= NEAR else Tone.NEUTRAL, said % work)


def _nearest(person: Person, opening: Opening) -> tuple[int, int, str, bool]:
    """Points, digits that agree, the code that earns them, and whether it is wished; of equals the first wish."""
    found = []
    for rank, code in enumerate(person.wishes[:WISHES]):
        same = digits(code, opening.occupation)
        found.append((scale.BY_DIGITS[same] * scale.BY_WISH[rank] // 10, same, code, True))
    for code in person.done:
        same = digits(code, opening.occupation)
        found.append((scale.BY_DIGITS[same] * scale.BY_PAST // 10, same, code, False))
    return max(found, key=lambda one: one[0])


def _work_wished(same: int, reader: Reader) -> str:
    if same == SAME:
        return by(reader, _("It is work you look for: %(work)s."), _("It is work this person looks for: %(work)s."))
    if same >= KIND:
        return by(
            reader,
            _("Close to the work you look for: %(work)s (you: %(wish)s)."),
            _("Close to the work this person looks for: %(work)s (wished: %(wish)s)."),
        )
    return by(
        reader,
        _("Only distantly like the work you look for: %(work)s (you: %(wish)s)."),
        _("Only distantly like the work this person looks for: %(work)s (wished: %(wish)s)."),
    )


def _work_done(same: int, reader: Reader) -> str:
    if same == SAME:
        return by(reader, _("Work you have done before: %(work)s."), _("Work this person has done before: %(work)s."))
    return by(
        reader,
        _("Like work you have done before: %(work)s (you: %(wish)s)."),
        _("Like work this person has done before: %(work)s (before: %(wish)s)."),
    )


def place(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    far = kilometres(person, opening)
    if not person.commune:
        said = by(reader, _("You have not said where you live."), _("It is not known where this person lives."))
        return Said(Tone.NEUTRAL, said)
    if far == UNKNOWN:
        return Said(Tone.NEUTRAL, _("The opening does not name its commune."))
    way = {"far": far_said(far)}
    if far <= NEAR_KM:
        return Said(Tone.GOOD, _("Near home: %(far)s.") % way)
    if by_dormitory(person, opening):
        return Said(Tone.GOOD, _("%(far)s from home, with a dormitory.") % way)
    if by_bus(far, opening):
        passes = by(
            reader,
            _("%(far)s from home. There is a shuttle bus: ask whether it passes where you live."),
            _("%(far)s from home. There is a shuttle bus: ask whether it passes where this person lives."),
        )
        return Said(Tone.NEUTRAL, passes % way)
    if far <= MIDDLING_KM:
        return Said(Tone.NEUTRAL, _("%(far)s from home.") % way)
    if person.will_move:
        moves = by(reader, _("%(far)s from home; you would move."), _("%(far)s from home; this person would move."))
        return Said(Tone.NEUTRAL, moves % way)
    return Said(Tone.MISSING, _("Far from home: %(far)s.") % way)


def pay(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if opening.pay == UNKNOWN:
        return Said(Tone.NEUTRAL, _("The pay is by agreement: it is not known how much."))
    offered = {"pay": pay_offered(opening)}
    if person.pay > 0:
        tone, said = _against_the_wish(person, opening, reader)
        return Said(tone, said % {**offered, "wish": pay_said(person.pay)})
    if opening.usual_pay == UNKNOWN:
        said = by(
            reader,
            _("The pay is %(pay)s. You have not said what you expect."),
            _("The pay is %(pay)s. It is not known what this person expects."),
        )
        return Said(Tone.NEUTRAL, said % offered)
    usual = {**offered, "usual": pay_said(opening.usual_pay)}
    if opening.pay >= opening.usual_pay:
        return Said(Tone.GOOD, _("The pay is %(pay)s; such work usually pays %(usual)s here.") % usual)
    return Said(Tone.NEUTRAL, _("The pay is %(pay)s, less than the %(usual)s such work usually pays here.") % usual)


def _against_the_wish(person: Person, opening: Opening, reader: Reader) -> tuple[Tone, str]:
    """Points go by the most that is offered; higher than the wish is only what is so at the least."""
    share = opening.pay * 100 // person.pay
    if reader == Reader.RECRUITER:
        return _for_who_pays(share)
    if share >= 100 and opening.pay_from < person.pay:
        return Tone.GOOD, _reaches_the_wish(opening, reader)
    if share >= 110:
        return Tone.GOOD, by(
            reader, _("The pay is %(pay)s, more than you expect."), _("The pay is %(pay)s, more than expected.")
        )
    if share >= 100:
        return Tone.GOOD, by(reader, _("The pay is %(pay)s, as you expect."), _("The pay is %(pay)s, as expected."))
    if share >= 90:
        return Tone.NEUTRAL, by(
            reader,
            _("The pay is %(pay)s, a little less than the %(wish)s you expect."),
            _("The pay is %(pay)s, a little less than the %(wish)s expected."),
        )
    return Tone.MISSING, by(
        reader,
        _("The pay is %(pay)s, less than the %(wish)s you expect."),
        _("The pay is %(pay)s, less than the %(wish)s expected."),
    )


def _for_who_pays(share: int) -> tuple[Tone, str]:
    """Whoever pays is not told how little would do."""
    if share >= 100:
        return Tone.GOOD, _("The pay is %(pay)s: it reaches what this person expects.")
    tone = Tone.NEUTRAL if share >= 90 else Tone.MISSING
    return tone, _("The pay is %(pay)s, less than this person expects.")


def _reaches_the_wish(opening: Opening, reader: Reader) -> str:
    """The least is unknown or below the wish, the most is not."""
    if opening.pay_from == UNKNOWN:
        return by(
            reader,
            _("The pay is %(pay)s; you expect %(wish)s."),
            _("The pay is %(pay)s; this person expects %(wish)s."),
        )
    return by(
        reader,
        _("The pay is %(pay)s; the %(wish)s you expect lies within it."),
        _("The pay is %(pay)s; the %(wish)s expected lies within it."),
    )


def shift(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if not person.shift:
        said = by(reader, _("You have not said which shift you want."), _("The wished shift is not known."))
        return Said(Tone.NEUTRAL, said)
    if not opening.shift:
        return Said(Tone.NEUTRAL, _("The opening does not say its shift."))
    shifts = {"offered": Shift(opening.shift).label, "wished": Wished(person.shift).label}
    points = scale.BY_SHIFT[person.shift].get(opening.shift, 0)
    if points == scale.MOST[scale.Criterion.SHIFT]:
        return Said(Tone.GOOD, _("The shift fits: %(offered)s.") % shifts)
    if points:
        said = by(
            reader,
            _("The shift is “%(offered)s”; you would rather have “%(wished)s”."),
            _("The shift is “%(offered)s”; this person would rather have “%(wished)s”."),
        )
        return Said(Tone.NEUTRAL, said % shifts)
    said = by(
        reader,
        _("The shift is “%(offered)s”; you want “%(wished)s”."),
        _("The shift is “%(offered)s”; this person wants “%(wished)s”."),
    )
    return Said(Tone.MISSING, said % shifts)


def contract(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if not opening.contract:
        return Said(Tone.NEUTRAL, _("The opening does not say its contract."))
    offered = {"offered": Contract(opening.contract).label}
    if not person.contract:
        said = by(
            reader,
            _("The contract is “%(offered)s”; you have not said which you want."),
            _("The contract is “%(offered)s”; the wished one is not known."),
        )
        return Said(Tone.NEUTRAL, said % offered)
    points = scale.BY_CONTRACT[person.contract].get(opening.contract, 0)
    if points == scale.MOST[scale.Criterion.CONTRACT]:
        return Said(Tone.GOOD, _("The contract fits: %(offered)s.") % offered)
    wish = _("The contract is “%(offered)s”; a longer one is wished for.")
    if person.contract == "short":
        wish = _("The contract is “%(offered)s”; a shorter one is wished for.")
    return Said(Tone.NEUTRAL if points else Tone.MISSING, wish % offered)


def start(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if person.starts_on == UNKNOWN:
        said = by(reader, _("You have not said when you can start."), _("It is not known when this person can start."))
        return Said(Tone.NEUTRAL, said)
    if opening.starts_on == UNKNOWN:
        return Said(Tone.NEUTRAL, _("The opening does not say when the work starts."))
    late = person.starts_on - opening.starts_on
    if late <= scale.SOON_DAYS:
        return Said(Tone.GOOD, by(reader, _("You can start in time."), _("This person can start in time.")))
    said = by(
        reader,
        _("You can start only %(days)s days after the work begins."),
        _("This person can start only %(days)s days after the work begins."),
    )
    return Said(Tone.NEUTRAL if late <= scale.LATER_DAYS else Tone.MISSING, said % {"days": late})
