"""An index is built, changed, read by several at once, and never an error to whoever has another way."""

import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhipcau.foundation.search.api import (
    All,
    AnyOf,
    Begun,
    Entry,
    Except,
    Folder,
    Index,
    OneOf,
    Phrase,
    Preferring,
    Reaches,
    Shape,
    Spelt,
    State,
    Unavailable,
    Word,
    Worth,
    Writing,
)

SHAPE = Shape(name="things", version=1, texts=("title",), numbers=("place", "pay"))
SEEN = State(version=1, origin="here", cursor=7)


def thing(key: int, title: str, *, pay: int = 8, places: tuple[int, ...] = (1,), newness: float = 0.0) -> Entry:
    return Entry(
        key=key,
        texts={"title": title},
        numbers={"place": places, "pay": (pay,)},
        lines=(title,),
        newness=newness,
    )


THINGS = [
    thing(1, "Công nhân may", pay=8, places=(1, 10)),
    thing(2, "Vận hành máy", pay=12, places=(2, 10)),
    thing(3, "Thợ điện nước", pay=15, places=(2, 20)),
]


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Writing]:
    folder = Folder(tmp_path, SHAPE.name)
    with folder.writing():
        yield Writing(folder, SHAPE)


@pytest.fixture
def index(tmp_path: Path, writing: Writing) -> Index:
    writing.rebuild(THINGS, SEEN)
    return Index(tmp_path, SHAPE)


def test_words_are_found_without_accents_and_whole(index: Index) -> None:
    assert index.find(Word("title", "dien")).keys == (3,)
    assert index.find(Word("title", "die")).keys == ()
    assert index.find(Begun("title", "die")).keys == (3,)
    assert index.find(Phrase("title", ("van", "hanh"))).keys == (2,)
    assert index.find(Phrase("title", ("hanh", "van"))).keys == ()


def test_text_typed_on_a_mac_is_the_same_text(tmp_path: Path, writing: Writing) -> None:
    spread = [thing(one.key, unicodedata.normalize("NFD", one.texts["title"])) for one in THINGS]
    writing.rebuild(spread, SEEN)
    index = Index(tmp_path, SHAPE)

    assert index.find(All((Word("title", "tho"), Word("title", "dien")))).keys == (3,)
    assert index.find(Spelt("title", unicodedata.normalize("NFD", "điện"))).keys == (3,)
    assert index.complete("dien") == [("Thợ điện nước", 1)]


def test_typed_accents_tell_words_apart_that_fold_alike(index: Index) -> None:
    either = Word("title", "may")

    assert set(index.find(either).keys) == {1, 2}
    assert index.find(Preferring(either, (Worth(Spelt("title", "máy"), 50.0),))).keys == (2, 1)
    assert index.find(Preferring(either, (Worth(Spelt("title", "may"), 50.0),))).keys == (1, 2)


def test_numbers_narrow_sort_and_are_counted(index: Index) -> None:
    assert index.find(All((OneOf("place", (10,)), Reaches("pay", low=9)))).keys == (2,)
    assert index.find(OneOf("place", ())).keys == ()
    found = index.find(All(()), sort="pay", limit=2, counted=("place",))
    assert (found.keys, found.total) == ((3, 2), 3)
    assert found.counts == {"place": {1: 1, 2: 2, 10: 2, 20: 1}}
    assert index.find(All(()), sort="pay", limit=2, offset=2).keys == (1,)


def test_of_equals_the_newer_one_comes_first(tmp_path: Path, writing: Writing) -> None:
    writing.rebuild([thing(1, "may"), thing(2, "may", newness=1.0), thing(3, "may", newness=0.5)], SEEN)

    assert Index(tmp_path, SHAPE).find(Word("title", "may")).keys == (2, 3, 1)


def test_lines_are_completed_from_any_word_typed_accents_first(index: Index) -> None:
    assert index.complete("máy") == [("Vận hành máy", 1), ("Công nhân may", 1)]
    assert index.complete("cong nh") == [("Công nhân may", 1)]
    assert index.complete(" - ") == []


def test_a_batch_changes_what_readers_see_at_their_next_question(index: Index, writing: Writing) -> None:
    before = index.stamp()
    writing.update([thing(2, "Thợ hàn"), thing(4, "Thợ mộc")], [1], State(version=1, origin="here", cursor=9))

    assert index.stamp() != before
    assert set(index.find(All(())).keys) == {2, 3, 4}
    assert index.find(Word("title", "may")).keys == ()
    assert writing.state == State(version=1, origin="here", cursor=9)
    assert (writing.size(), index.size()) == (3, 3)


def test_two_readers_go_on_while_all_is_built_anew(tmp_path: Path, index: Index, writing: Writing) -> None:
    other = Index(tmp_path, SHAPE)
    seen: list[int] = []

    def entries() -> Iterator[Entry]:
        for number in range(50):
            seen.extend((index.find(All(())).total, other.find(All(())).total))
            yield thing(number, "May")

    writing.rebuild(entries(), SEEN)

    assert set(seen) == {3}
    assert (index.size(), other.size()) == (50, 50)
    for _again in range(3):
        writing.rebuild(THINGS, SEEN)
        assert (index.size(), other.size()) == (3, 3)


def test_a_build_that_fails_leaves_the_one_in_use(index: Index, writing: Writing) -> None:
    def entries() -> Iterator[Entry]:
        yield thing(9, "May")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        writing.rebuild(entries(), SEEN)

    assert index.size() == 3
    assert len([path for path in writing.folder.home.iterdir() if path.is_dir()]) == 1


def test_what_is_lost_stale_or_of_another_shape_is_said(
    tmp_path: Path, index: Index, writing: Writing, caplog: pytest.LogCaptureFixture
) -> None:
    assert index.size() == 3
    newer = Shape(name="things", version=2, texts=("title",), numbers=("place", "pay"))
    build = writing.folder.current()
    assert build is not None

    def reason(asked: Index) -> str:
        with pytest.raises(Unavailable) as refusal:
            asked.find(All(()))
        return refusal.value.reason

    assert reason(Index(tmp_path / "nowhere", SHAPE)) == "lost"
    assert reason(Index(tmp_path, newer)) == "lost"
    os.utime(build / "state.json", (time.time() - 200, time.time() - 200))
    assert reason(index) == "stale"
    writing.nothing_new(SEEN)
    assert index.size() == 3
    assert len(caplog.records) == 3
    assert reason(Index(tmp_path / "nowhere", SHAPE)) == "lost"


def test_damaged_files_are_an_answer_and_not_a_crash(tmp_path: Path, index: Index, writing: Writing) -> None:
    build = writing.folder.current()
    assert build is not None
    for path in build.iterdir():
        if path.name != "state.json":
            path.write_bytes(b"nothing of use")

    with pytest.raises(Unavailable) as refusal:
        Index(tmp_path, SHAPE).find(Word("title", "may"))

    assert refusal.value.reason == "broken"
    assert writing.state is None
    writing.rebuild(THINGS, SEEN)
    assert Index(tmp_path, SHAPE).size() == 3
    assert writing.state == SEEN


WAIT = """
import sys
from pathlib import Path
from nhipcau.foundation.search.folders import Folder
with Folder(Path(sys.argv[1]), "things").writing():
    print("in", flush=True)
"""


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    with Folder(tmp_path, SHAPE.name).writing():
        other = subprocess.Popen([sys.executable, "-c", WAIT, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(1.5)

    assert other.communicate(timeout=20)[0] == "in\n"


def test_any_of_several_is_enough(index: Index) -> None:
    assert set(index.find(AnyOf((Word("title", "dien"), Word("title", "cong")))).keys) == {1, 3}


def test_accents_are_taken_at_their_word_but_in_a_text_that_has_none(tmp_path: Path, writing: Writing) -> None:
    writing.rebuild([*THINGS, thing(4, "VAN HANH MAY")], SEEN)
    index = Index(tmp_path, SHAPE)

    assert set(index.find(Spelt("title", "máy")).keys) == {2, 4}
    assert set(index.find(Spelt("title", "may")).keys) == {1, 4}
    assert set(index.find(Except(Spelt("title", "may"))).keys) == {2, 3}


def test_a_question_that_the_engine_refuses_marks_nothing_as_broken(index: Index, writing: Writing) -> None:
    with pytest.raises(Unavailable) as refusal:
        index.find(OneOf("place", (2**70,)))

    assert refusal.value.reason == "refused"
    assert not writing.folder.broken.exists()
    assert index.size() == 3
