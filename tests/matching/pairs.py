"""People and openings of every kind, for properties that must hold for all of them. A small country: thirty places."""

from hypothesis import strategies as st

from nhipcau.matching.suitability import ASKED, UNKNOWN, USUAL, WISHED, Opening, Person
from nhipcau.matching.suitability.scale import BY_CONTRACT, BY_SHIFT

PLACES = [("", 0.0, 0.0), *((f"X{n:04d}", 21.0 + n * n / 250, 106.0) for n in range(30))]
WORK = ["", "8153", "8152", "8141", "8212", "7212", "7213", "815", "81", "9"]
CODES = [code for code in WORK if code]
SHIFTS = ["", "day", "two", "three", "night", "flexible"]
CONTRACTS = ["", "open_ended", "up_to_12", "12_36", "seasonal"]
LANGUAGES = st.frozensets(st.sampled_from(["en", "en2", "ko", "zh"]), max_size=3)
SKILLS = st.frozensets(st.integers(1, 8), max_size=4)
MONDAY = 739_000
places = st.sampled_from(PLACES)
ranks = st.integers(UNKNOWN, 4)


def days() -> st.SearchStrategy[int]:
    return st.one_of(st.just(UNKNOWN), st.integers(MONDAY, MONDAY + 60))


@st.composite
def persons(draw: st.DrawFn) -> Person:
    commune, latitude, longitude = draw(places)
    return Person(
        wishes=tuple(draw(st.lists(st.sampled_from(CODES), max_size=3, unique=True))),
        done=tuple(draw(st.lists(st.sampled_from(CODES), max_size=2, unique=True))),
        commune=commune,
        latitude=latitude,
        longitude=longitude,
        farthest_km=draw(st.one_of(st.just(UNKNOWN), st.integers(0, 80))),
        will_move=draw(st.booleans()),
        wants_dormitory=draw(st.booleans()),
        goes_abroad=draw(st.booleans()),
        pay=draw(st.one_of(st.just(UNKNOWN), st.integers(40, 200))),
        shift=draw(st.sampled_from(["", *BY_SHIFT])),
        contract=draw(st.sampled_from(["", *BY_CONTRACT])),
        starts_on=draw(days()),
        skills=draw(SKILLS),
        months=draw(st.one_of(st.just(UNKNOWN), st.integers(0, 120))),
        schooling=draw(ranks),
        training=draw(st.integers(UNKNOWN, 8)),
        languages=draw(LANGUAGES),
        avoids=draw(st.integers(0, 3)),
        age=draw(st.one_of(st.just(UNKNOWN), st.integers(15, 70))),
        weights=draw(st.one_of(st.just((USUAL,) * len(WISHED)), st.tuples(*[st.integers(4, 48)] * len(WISHED)))),
        musts=draw(st.one_of(st.just(0), st.integers(0, 2 ** len(WISHED) - 1))),
    )


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    commune, latitude, longitude = draw(places)
    return Opening(
        occupation=draw(st.sampled_from(WORK)),
        commune=commune,
        latitude=latitude,
        longitude=longitude,
        has_bus=draw(st.booleans()),
        has_dormitory=draw(st.booleans()),
        abroad=draw(st.integers(0, 9)) == 0,
        pay=draw(st.one_of(st.just(UNKNOWN), st.integers(30, 300))),
        usual_pay=draw(st.one_of(st.just(UNKNOWN), st.integers(50, 150))),
        shift=draw(st.sampled_from(SHIFTS)),
        contract=draw(st.sampled_from(CONTRACTS)),
        starts_on=draw(days()),
        skills=draw(SKILLS),
        useful=draw(SKILLS),
        months=draw(st.sampled_from([0, 12, 24, 60])),
        schooling=draw(ranks),
        training=draw(st.integers(UNKNOWN, 8)),
        languages=draw(LANGUAGES),
        conditions=draw(st.integers(0, 3)),
        age_from=draw(st.sampled_from([UNKNOWN, 18, 25])),
        age_to=draw(st.sampled_from([UNKNOWN, 35, 45])),
        age_is_law=draw(st.integers(0, 4)) == 0,
        musts=draw(st.one_of(st.just(0), st.integers(0, 2 ** len(ASKED) - 1))),
    )
