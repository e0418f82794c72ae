"""Questions with known answers, in four spellings. The rules of judging, over openings made by `openings_made`:

A question is a trade in one of its wordings, in two of three cases an old district, in every second case a wish
(pay reaches an amount, dormitory, bus, no experience needed). An opening is judged by the facts it was made from,
never by its words:

    3   the trade, the district where one is asked for, and the wish where there is one
    1   the trade, and one of the two missing: elsewhere in the same province, or the wish not met
    0   everything else

Beside them stand questions that no opening answers (`NOWHERE`): trades that nobody offers, whose folded words are parts of
other words, of enterprises and of places. Their figure is the share for which nothing is found; the openings of the
place alone, which the page says they are, are not counted as found.

Spellings: `accents` as written by the book; `plain` without accents; `typo` plain with one letter left out, doubled,
replaced or swapped with the next in a word of at least three letters; `short` plain in the shorthand of messages.
Figures are nDCG@10 with gains 2^grade - 1, mean over the questions.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bench.openings_made import MILLION, TRADES, Made, Place

SPELLINGS: Final = ("accents", "plain", "typo", "short")
LETTERS: Final = "abcdefghiklmnopqrstuvxy"
SHORT: Final = (
    ("cong nhan", "cn"),
    ("nhan vien", "nv"),
    ("lao dong pho thong", "ldpt"),
    ("khong can kinh nghiem", "k can kn"),
    ("co ky tuc xa", "co ktx"),
    ("tu 10 trieu", "10tr"),
    ("tu 8 trieu", "tren 8tr"),
    ("ke toan", "kt"),
    ("bao ve", "bv"),
    ("phuc vu", "pv"),
    ("lai xe", "lx"),
    ("ban hang", "bh"),
    ("ky su", "ks"),
)
WISHES: Final[tuple[tuple[str, Callable[[Made], bool]], ...]] = (
    ("từ 8 triệu", lambda one: (one.pay_to or 0) >= 8 * MILLION),
    ("từ 10 triệu", lambda one: (one.pay_to or 0) >= 10 * MILLION),
    ("có ký túc xá", lambda one: one.dormitory),
    ("có xe đưa đón", lambda one: one.bus),
    ("không cần kinh nghiệm", lambda one: one.no_experience),
)


NOWHERE: Final = (
    *("y tá", "lễ tân", "trông trẻ", "sơn tĩnh điện", "thợ sơn", "phụ hồ", "giáo viên mầm non", "lái máy xúc"),
    *("lễ tân khách sạn", "dược sĩ", "thợ xây", "thợ mộc", "cắt tóc", "phiên dịch tiếng hàn", "tiếng nhật"),
    *("nuôi tôm", "thợ kim hoàn", "bác sĩ", "luật sư", "thợ nhôm kính", "hộ lý", "gia sư toán", "lái xe buýt"),
)


@dataclass(frozen=True)
class Question:
    trade: str
    district: str
    province: str
    wish: Callable[[Made], bool] | None
    spelt: dict[str, str]

    def grade(self, one: Made) -> int:
        if one.trade != self.trade:
            return 0
        here = not self.district or (one.district == self.district and one.province == self.province)
        wished = self.wish is None or self.wish(one)
        if here and wished:
            return 3
        near = here or one.province == self.province
        return 1 if near and (here or wished) else 0


def questions(count: int, *, places: Sequence[Place], fold: Callable[[str], str], seed: int = 5) -> list[Question]:
    chance = random.Random(seed)
    made = []
    for number in range(count):
        trade = list(TRADES)[number % len(TRADES)]
        words = [chance.choice(TRADES[trade])]
        place = chance.choice(places) if number % 3 else None
        wish = WISHES[number % len(WISHES)] if number % 2 else None
        if place:
            words.append(place[2])
        if wish:
            words.append(wish[0])
        accents = " ".join(words)
        plain = fold(accents)
        spelt = {"accents": accents, "plain": plain, "typo": slipped(plain, chance), "short": shortened(plain)}
        made.append(Question(trade, place[2] if place else "", place[4] if place else "", wish and wish[1], spelt))
    return made


def nowhere(*, places: Sequence[Place], fold: Callable[[str], str], seed: int = 9) -> list[dict[str, str]]:
    """Each alone and at a place, in each spelling but the one with a slip, which may mean something that is there."""
    chance = random.Random(seed)
    texts = [text for trade in NOWHERE for text in (trade, f"{trade} {chance.choice(places)[2]}")]
    return [{"accents": text, "plain": fold(text), "short": shortened(fold(text))} for text in texts]


def slipped(text: str, chance: random.Random) -> str:
    words = text.split()
    at = chance.choice([place for place, word in enumerate(words) if len(word) > 2 and word.isalpha()])
    word = words[at]
    spot = chance.randrange(len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        word = word[:spot] + word[spot + 1 :]
    elif kind == 1:
        word = word[:spot] + word[spot] + word[spot:]
    elif kind == 2:
        word = word[:spot] + chance.choice(LETTERS.replace(word[spot], "")) + word[spot + 1 :]
    else:
        word = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
    return " ".join([*words[:at], word, *words[at + 1 :]])


def shortened(text: str) -> str:
    framed = f" {text} "
    for long, short in SHORT:
        framed = framed.replace(f" {long} ", f" {short} ")
    return framed.strip()


def ndcg(question: Question, found: Sequence[Made], openings: Sequence[Made]) -> float:
    """1 when the ten best stand first; a question that no opening answers is left out by whoever asks."""
    best = sorted((question.grade(one) for one in openings), reverse=True)[:10]
    ideal = gain(best)
    return gain([question.grade(one) for one in found[:10]]) / ideal if ideal else 1.0


def gain(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades)))
