"""The drawing of an order's map: inside its box, north up, the larger the more people, labels that never overlap."""

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.statistics.rules.sources_map import (
    HIGHEST,
    LARGEST,
    LETTER,
    LOWEST,
    SHOWN_KM,
    WIDTH,
    Circle,
    Spot,
    box_of,
    drawing,
)

WORK = (21.27, 106.10)
NENH = Spot("Phường Nếnh", 120, 4, 21.25, 106.08)
BO_HA = Spot("Xã Bố Hạ", 30, 28, 21.47, 106.22)
FAR = Spot("Xã Quảng Hoà", 40, SHOWN_KM + 1, 22.66, 106.44)

spots = st.lists(
    st.builds(
        Spot,
        name=st.sampled_from(["Phường Nếnh", "Xã Bố Hạ", "Phường Võ Cường", "Xã Nghĩa Trung"]),
        people=st.integers(3, 900),
        km=st.integers(-1, 150),
        latitude=st.floats(21.0, 22.9),
        longitude=st.floats(105.6, 107.2),
    ),
    max_size=20,
)


def drawn(found: list[Spot], work: list[tuple[float, float]], land: list[tuple[float, float]] | None = None):
    box = box_of(found, work)
    assert box is not None
    return drawing(box, found, work, land or [])


def test_north_is_up_and_the_larger_circle_has_more_people() -> None:
    near, far = drawn([NENH, BO_HA], [WORK]).circles
    assert far.y < near.y
    assert far.x > near.x
    assert near.r == LARGEST > far.r


def test_what_is_too_far_for_the_drawing_is_counted_and_stands_in_the_table_alone() -> None:
    found = drawn([NENH, FAR], [WORK])
    assert ([one.spot for one in found.circles], found.beyond) == ([NENH], 1)
    assert drawn([NENH, Spot("Xã ở đâu đó", 3, -1, 21.3, 106.1)], [WORK]).beyond == 0


def test_nothing_to_draw_is_no_map() -> None:
    assert box_of([], []) is None
    assert box_of([FAR], []) is None


def test_land_is_drawn_inside_the_box_only() -> None:
    found = drawn([NENH, BO_HA], [WORK], [(21.3, 106.1), (10.8, 106.6)])
    assert found.land.count("M") == 1


def test_two_openings_in_one_commune_are_one_place_of_work() -> None:
    assert len(drawn([NENH], [WORK, WORK]).work) == 1


@given(spots, st.lists(st.tuples(st.floats(21.0, 22.9), st.floats(105.6, 107.2)), min_size=1, max_size=4))
def test_everything_stays_inside_and_no_name_covers_another_or_a_circle(
    found: list[Spot], work: list[tuple[float, float]]
) -> None:
    picture = drawn(found, work)
    assert LOWEST <= picture.height <= HIGHEST + 1
    assert all(0 <= one.x <= WIDTH and 0 <= one.y <= picture.height for one in picture.circles)
    assert all(0 <= x <= WIDTH and 0 <= y <= picture.height for x, y in picture.work)
    rooms = [room_of(one) for one in picture.circles if one.label]
    assert all(left >= 0 and right <= WIDTH for left, right, _y in rooms)
    pairs = [(a, b) for at, a in enumerate(rooms) for b in rooms[:at]]
    assert not any(a[0] < b[1] and b[0] < a[1] and abs(a[2] - b[2]) < 10 for a, b in pairs)
    for left, right, y in rooms:
        covered = [one for one in picture.circles if left < one.x + one.r and one.x - one.r < right]
        assert not any(abs(one.y - y) < one.r for one in covered)
    assert len(picture.circles) + picture.beyond == len(found)


def room_of(circle: Circle) -> tuple[float, float, int]:
    long = LETTER * len(circle.label)
    left = circle.text_x if circle.anchor == "start" else circle.text_x - long
    return left, left + long, circle.y
