"""How fast and how well the board's search answers: python -m bench.search [--openings 150000] [--judged 5000].

Milliseconds are of the wall on a warm index, of three turns the quickest (`first_time`: the first of them); `cpu` is of this process alone, so it says
nothing about PostgreSQL; `cpu_mean_of_engine` is, there, of its server's process. What a case does stands in its line
(`does`) and is the same for each engine. Relevance: see bench/search_judged.py.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench import scratch
from bench.openings_made import MILLION, TRADES, Made, Place, openings
from bench.search_judged import SPELLINGS, Question, ndcg, nowhere, questions
from bench.search_rivals import Fts5, Plain, Postgres

DAY: Final = date(2026, 3, 1)
PROVINCES: Final = ("24", "01", "31", "19", "33", "25")
PER_PROVINCE: Final = 60
QUESTIONS: Final = 300
LIMIT: Final = 20
TURNS: Final = 3
DOES: Final = {
    "words": "all words: 20 best and how many there are",
    "two_facets": "all words, in one province, paying at least 8 million: 20 best and how many there are",
    "two_facets_counted": "as two_facets, and for ten facets how many of these openings have each value",
    "typeahead": "2 to 8 typed letters: the 8 most frequent lines that begin so; ours also from a word inside",
    "board": "from typed text to 20 best and how many: understanding, filters, ranking, respelling where nothing is found",
    "page": "the whole way with two facets: from typed text, in one province, paying at least 8 million, to 20 best, how many "
    "and ten facets; PostgreSQL without understanding",
    "board_counted": "as board, and ten facets, what is chosen already not narrowing its own values",
}
Calls = list[Callable[[], object]]


def say(**case: Any) -> None:
    print(json.dumps({"bench": "search"} | case, ensure_ascii=False), flush=True)


def places() -> list[Place]:
    """Communes of six provinces with an old district that people still say."""
    from nhipcau.reference.models import FormerCommune, Level

    found: dict[str, list[Place]] = {code: [] for code in PROVINCES}
    links = FormerCommune.objects.filter(
        former__level=Level.DISTRICT, commune__province__in=PROVINCES, former__kind__in=("town", "rural_district")
    )
    for link in links.select_related("former", "commune__province").order_by("commune_id", "former_id"):
        commune = link.commune
        place = (commune.pk, commune.label, link.former.name, commune.province.name, commune.province_id)
        if len(found[commune.province_id]) < PER_PROVINCE:
            found[commune.province_id].append(place)
    return [place for inside in found.values() for place in inside]


def entries(made: Sequence[Made]) -> Iterator[Any]:
    """As the database's rows would be indexed; the code is read from the title, as a sheet's is, or missing."""
    from nhipcau.employers.models import Employer
    from nhipcau.foundation.text.api import search_text
    from nhipcau.reference.api import occupation_code_of_title
    from nhipcau.vacancies.models import Experience, Status, Vacancy
    from nhipcau.vacancies.rules.indexed import entry_of

    for one in made:
        yield entry_of(
            Vacancy(
                pk=one.key,
                title=one.title,
                employer=Employer(name=one.company),
                occupation_id=occupation_code_of_title(one.title) if one.coded else None,
                province_id=one.province,
                commune_id=one.commune,
                pay_from=one.pay_from,
                pay_to=one.pay_to,
                pay_kind="month" if one.pay_from else "agreed",
                shift=one.shift,
                has_dormitory=one.dormitory,
                has_bus=one.bus,
                experience=Experience.NONE if one.no_experience else Experience.FROM_1_TO_2,
                status=Status.OPEN,
                published_at=datetime.fromtimestamp(one.published, tz=UTC),
                search=search_text(one.title, one.company, one.commune_name, one.district, one.province_name),
            )
        )


def noted(made: Iterable[Any], facts: dict[int, Sequence[int | None]]) -> Iterator[Any]:
    """The entries, while the values of their facets are kept for the other engines."""
    from nhipcau.vacancies.queries.indexed import FACETS

    for entry in made:
        facts[entry.key] = [next(iter(entry.numbers.get(name, ())), None) for name in FACETS]
        yield entry


def asked_of(made: Sequence[Made], count: int) -> list[tuple[str, str]]:
    """Words that people type, and the start of a word: titles, titles with a district, enterprises."""
    chance = random.Random(6)
    found = []
    for number in range(count):
        one = chance.choice(made)
        words = chance.choice(TRADES[one.trade])
        text = (words, f"{words} {one.district}", one.company, words.split()[-1])[(0, 0, 1, 1, 2, 3)[number % 6]]
        found.append((text, one.province))
    return found


def timed(
    name: str,
    case: str,
    calls: Sequence[Callable[[], object]],
    worked: Callable[[], float] = time.process_time,
    **about: Any,
) -> tuple[float, float]:
    """Milliseconds of the wall at the 95th percentile, and of the engine's own CPU on average.

    Each question is asked three times in a row and the quickest counts: other work on the machine only ever adds.
    """
    calls[0]()
    rounds = [[seconds_of(call) for _turn in range(TURNS)] for call in calls]
    walls = [min(wall for wall, _work in turns) * 1000 for turns in rounds]
    works = [min(work for _wall, work in turns) * 1000 for turns in rounds]
    firsts = [turns[0][0] * 1000 for turns in rounds]
    begun = worked()
    for call in calls:
        call()
    mean = round((worked() - begun) * 1000 / len(calls), 3)
    figures = {f"p{share}_ms": percentile(walls, share) for share in (50, 95, 99)}
    figures |= {f"cpu_p{share}_ms": percentile(works, share) for share in (50, 95, 99)}
    figures |= {f"first_time_p{share}_ms": percentile(firsts, share) for share in (50, 95, 99)}
    figures |= {"cpu_mean_of_engine_ms": mean}
    say(engine=name, case=case, does=DOES[case], queries=len(calls), **about, **figures)
    return figures["p95_ms"], mean


def seconds_of(call: Callable[[], object]) -> tuple[float, float]:
    """Of the wall, and of this process's CPU."""
    start, work = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - start, time.process_time() - work


def percentile(values: Sequence[float], share: int) -> float:
    return round(sorted(values)[len(values) * share // 100], 3)


def ours_of(index: Any, asked: Sequence[tuple[str, str]], starts: Sequence[str]) -> dict[str, Calls]:
    """The cases for our index. `board` begins with the typed text, the others with what is asked of the index."""
    from nhipcau.foundation.search.api import All, Ask, OneOf, Reaches
    from nhipcau.foundation.text.api import words
    from nhipcau.vacancies.queries.finding import found_in
    from nhipcau.vacancies.queries.indexed import FACETS, anywhere, asking_of, facets, somewhere
    from nhipcau.vacancies.rules import BoardSearch
    from nhipcau.vacancies.rules.indexed import code_number

    def whole(text: str) -> All:
        return All(tuple(anywhere(word) for word in words(text)))

    def filters(province: str) -> tuple[Ask, ...]:
        return OneOf("province", (code_number(province) or 0,)), Reaches("pay", low=8 * MILLION)

    def narrowed(text: str, province: str) -> All:
        return All((whole(text), *filters(province)))

    def counted(text: str, province: str) -> None:
        index.find(narrowed(text, province), limit=LIMIT)
        index.counts(All((*map(somewhere, words(text)), *filters(province))), FACETS)

    def board_counted(text: str, **chosen: Any) -> None:
        heard = found_in(index, BoardSearch(text=text, **chosen), day=DAY)
        facets(index, asking_of(heard.asked, day=DAY, now=None))

    def page(text: str, province: str) -> None:
        board_counted(text, province=province, pay_from=8 * MILLION)

    return {
        "words": [partial(index.find, whole(text), limit=LIMIT) for text, _p in asked],
        "two_facets": [partial(index.find, narrowed(text, province), limit=LIMIT) for text, province in asked],
        "two_facets_counted": [partial(counted, text, province) for text, province in asked],
        "typeahead": [partial(index.complete, start) for start in starts],
        "board": [partial(found_in, index, BoardSearch(text=text), day=DAY) for text, _p in asked],
        "board_counted": [partial(board_counted, text) for text, _p in asked],
        "page": [partial(page, text, province) for text, province in asked],
    }


def theirs_of(rival: Postgres | Fts5, asked: Sequence[tuple[str, str]], starts: Sequence[str]) -> dict[str, Calls]:
    return {
        "words": [partial(rival.search, text) for text, _p in asked],
        "two_facets": [partial(rival.search, text, province, 8 * MILLION) for text, province in asked],
        "two_facets_counted": [partial(rival.counted, text, province, 8 * MILLION) for text, province in asked],
        "typeahead": [partial(rival.complete, start) for start in starts],
        "page": [partial(rival.counted, text, province, 8 * MILLION) for text, province in asked],
    }


def fast(count: int, where: Sequence[Place], root: Path) -> None:
    from nhipcau.foundation.text.api import fold
    from nhipcau.vacancies.queries.corpus import index_of

    made = list(openings(count, places=where))
    begun = time.process_time()
    facts: dict[int, Sequence[int | None]] = {}
    index = index_of(noted(entries(made), facts), root)
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
    cpu = round(time.process_time() - begun, 1)
    say(engine="ours", case="build", openings=count, cpu_s=cpu, mb=round(size / 1e6, 1))
    asked = asked_of(made, QUESTIONS)
    starts = [fold(text)[: 2 + number % 7] for number, (text, _p) in enumerate(asked)]
    own = {case: timed("ours", case, calls, openings=count) for case, calls in ours_of(index, asked, starts).items()}
    for rival in (Postgres(made, fold, facts), Fts5(made, fold, facts)):
        cases = theirs_of(rival, asked, starts)
        their = {case: timed(rival.name, case, calls, rival.worked, openings=count) for case, calls in cases.items()}
        p95, mean = ({case: round(their[case][at] / own[case][at], 1) for case in their} for at in (0, 1))
        said = {"times_at_p95": p95, "times_cpu_on_average": mean, "load": round(os.getloadavg()[0], 1)}
        say(case=f"{rival.name} against ours", openings=count, **said)


def good(count: int, asked: int, where: Sequence[Place], root: Path) -> None:
    from nhipcau.foundation.text.api import fold
    from nhipcau.vacancies.queries.corpus import index_of
    from nhipcau.vacancies.queries.finding import found_in
    from nhipcau.vacancies.rules import BoardSearch

    made = list(openings(count, places=where, seed=7))
    by_key = {one.key: one for one in made}
    judged = [one for one in questions(asked, places=where, fold=fold) if any(one.grade(row) == 3 for row in made)]
    facts: dict[int, Sequence[int | None]] = {}
    index, postgres, plain = index_of(noted(entries(made), facts), root), Postgres(made, fold, facts), Plain(made)
    unanswered = nowhere(places=where, fold=fold)
    engines: dict[str, Callable[[str], Sequence[int]]] = {
        "ours": lambda text: answered(found_in(index, BoardSearch(text=text), day=DAY, limit=10)),
        "postgresql": lambda text: postgres.search(text)[0],
        "tantivy_default": plain.search,
    }
    for name, engine in engines.items():
        figures = {spelling: mean_of(judged, spelling, engine, by_key, made) for spelling in SPELLINGS}
        against = {spelling: round(figures[spelling] / max(figures["accents"], 1e-9), 3) for spelling in SPELLINGS}
        rounded = {spelling: round(value, 3) for spelling, value in figures.items()}
        say(engine=name, case="ndcg@10", openings=count, questions=len(judged), **rounded, against_accents=against)
        empty = {at: sum(not engine(one[at]) for one in unanswered) / len(unanswered) for at in unanswered[0]}
        shown = {spelling: round(share, 3) for spelling, share in empty.items()}
        say(engine=name, case="nothing where nothing is", openings=count, questions=len(unanswered), **shown)


def answered(heard: Any) -> Sequence[int]:
    return () if heard.missing else heard.answer.keys


def mean_of(
    judged: Sequence[Question],
    spelling: str,
    engine: Callable[[str], Sequence[int]],
    by_key: dict[int, Made],
    made: Sequence[Made],
) -> float:
    found = ([by_key[key] for key in engine(one.spelt[spelling])] for one in judged)
    return sum(ndcg(one, hits, made) for one, hits in zip(judged, found, strict=True)) / len(judged)


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--openings", type=int, default=150_000)
    said.add_argument("--judged", type=int, default=5_000, help="openings of the judged set")
    said.add_argument("--questions", type=int, default=210)
    asked = said.parse_args()
    with scratch.database(), tempfile.TemporaryDirectory() as folder:
        from nhipcau.reference.actions import load_reference

        load_reference(now=datetime(2026, 3, 1, tzinfo=UTC))
        where = places()
        good(asked.judged, asked.questions, where, Path(folder) / "judged")
        fast(asked.openings, where, Path(folder) / "fast")


if __name__ == "__main__":
    main()
