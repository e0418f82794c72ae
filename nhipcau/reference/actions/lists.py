"""Occupations, industries and training fields from their files."""

from collections import defaultdict

from nhipcau.foundation.text.api import search_text
from nhipcau.reference import data
from nhipcau.reference.models import Industry, Occupation, TrainingField


def occupations() -> list[Occupation]:
    """Searched by name, English name and the words of the trade, each in a frame of its own."""
    trade_words = defaultdict(list)
    for row in data.rows("trade_words"):
        trade_words[row["occupation"]].append(row["words"])
    return [
        Occupation(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            level=len(row["code"]),
            parent_id=row["code"][:-1] or None,
            ours=row["ours"] == "1",
            search="|".join(search_text(name) for name in (row["name"], row["name_en"], *trade_words[row["code"]])),
        )
        for row in sorted(data.rows("occupations"), key=lambda row: (len(row["code"]), row["code"]))
    ]


def industries() -> list[Industry]:
    return [
        Industry(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            level=1 if row["code"].isalpha() else 4,
            parent_id=row["section"] or None,
            search=search_text(row["name"]) + "|" + search_text(row["name_en"]),
        )
        for row in data.rows("industries")
    ]


def training_fields() -> list[TrainingField]:
    return [
        TrainingField(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            search=search_text(row["name"]) + "|" + search_text(row["name_en"]),
        )
        for row in data.rows("training_fields")
    ]
