"""Why an opening suits a person, to the last point: python manage.py explain SEEKER OPENING [--json]."""

import json
from dataclasses import asdict
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime
from django.utils.translation import override

from nhipcau.foundation.clock import api as clock
from nhipcau.matching.api import ExplainedPair, Explanation, Reader, explained_pair
from nhipcau.matching.suitability import ASKED, WISHED, Criterion
from nhipcau.matching.suitability.scale import named
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy

LANGUAGES: Final = ("vi", "en")
READERS: Final = (Reader.PERSON, Reader.OFFICE)
MARKS: Final = {"good": "+", "neutral": "·", "missing": "–"}
NEVER_PRINTED: Final = {"age", "avoids"}  # of a person: compared only where the law sets a limit; told to nobody


class Command(BaseCommand):
    help = "Prints both sides' facts, points and sentences for one person and one opening."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("seeker", type=int, help="number of the person")
        parser.add_argument("opening", type=int, help="number of the opening")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--language", choices=LANGUAGES, default="vi", help="of the text that people read")

    def handle(self, **options: Any) -> None:
        seeker = Seeker.objects.filter(pk=options["seeker"]).first()
        vacancy = Vacancy.objects.filter(pk=options["opening"]).first()
        if seeker is None or vacancy is None:
            raise CommandError("There is no such person." if seeker is None else "There is no such opening.")
        pair = explained_pair(seeker, vacancy, now=clock.now())
        if options["json"]:
            told = {"seeker": seeker.pk, "opening": vacancy.pk, **as_data(pair)}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            with override(options["language"]):
                self.stdout.write("\n".join(as_text(pair, vacancy.title, options["language"])))


def as_data(pair: ExplainedPair) -> dict[str, Any]:
    """Everything once; sentences in both languages for both readers."""
    words = {(reader, language): pair.words(reader, language) for reader in READERS for language in LANGUAGES}
    first = words[Reader.PERSON, LANGUAGES[0]]
    return {
        "scale": pair.edition,
        "data_time": localtime(pair.at).isoformat(),
        "score": first.score,
        "most": first.most,
        "suggested": not first.obstacles,
        "wished": side(first.wished, words, 0, named(pair.person.musts, WISHED)),
        "asked": side(first.asked, words, 1, named(pair.opening.musts, ASKED)),
        "gates": [
            {"gate": obstacle.gate.value, "words": in_words(words, lambda one, at=at: one.obstacles[at].words)}
            for at, obstacle in enumerate(first.obstacles)
        ],
        "notes": [in_words(words, lambda one, at=at: one.notes[at]) for at in range(len(first.notes))],
        "person": plain(pair.person) | {"musts": [*named(pair.person.musts, WISHED)]},
        "opening_facts": plain(pair.opening) | {"musts": [*named(pair.opening.musts, ASKED)]},
    }


def side(
    lines: Any, words: dict[tuple[Reader, str], Explanation], bar: int, musts: tuple[Criterion, ...]
) -> dict[str, Any]:
    name = ("wished", "asked")[bar]
    first = next(iter(words.values())).bars[bar]
    return {
        "points": first.points,
        "most": first.most,
        "percent": first.percent,
        "criteria": [
            {
                "criterion": line.criterion.value,
                "points": line.points,
                "most": line.most,
                "tone": line.tone.value,
                "must": line.criterion in musts,
                "words": in_words(words, lambda one, at=at: getattr(one, name)[at].words),
            }
            for at, line in enumerate(lines)
        ],
    }


def in_words(words: dict[tuple[Reader, str], Explanation], pick: Any) -> dict[str, dict[str, str]]:
    return {reader.value: {language: pick(words[reader, language]) for language in LANGUAGES} for reader in READERS}


def plain(facts: Any) -> dict[str, Any]:
    """Facts as JSON has them; a set is a sorted list."""
    found = {}
    for name, value in asdict(facts).items():
        if name not in NEVER_PRINTED:
            found[name] = sorted(value) if isinstance(value, frozenset) else value
    return found


def as_text(pair: ExplainedPair, title: str, language: str) -> list[str]:
    found = pair.words(Reader.OFFICE, language)
    told = [f"{title}: {found.score}/{found.most}"]
    for bar, lines in zip(found.bars, (found.wished, found.asked), strict=True):
        told += ["", f"{bar.title} {bar.percent} % ({bar.points}/{bar.most})"]
        told += [f"  {MARKS[line.tone]} {line.points:>3}/{line.most:<3}  {line.words}" for line in lines]
    told += ["", *(f"✗ {obstacle.words}" for obstacle in found.obstacles)] if found.obstacles else []
    told += [f"! {note}" for note in found.notes]
    return [*told, "", f"scale {pair.edition} · {localtime(pair.at):%Y-%m-%d %H:%M}"]
