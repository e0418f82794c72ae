"""What a person agreed to. Reads only."""

from datetime import date

from django.db.models import QuerySet

from nhipcau.consents.models import ConsentEntry, ConsentText, Purpose


def texts_in_force(day: date) -> list[ConsentText]:
    """The newest text of each purpose on a day, in the order purposes are asked."""
    texts = ConsentText.objects.filter(in_force_from__lte=day).order_by("purpose", "-version").distinct("purpose")
    newest = {text.purpose: text for text in texts}
    return [newest[purpose] for purpose in Purpose.values if purpose in newest]


def current(subject: str) -> dict[Purpose, bool]:
    """What is in force for each purpose; what was never asked is not given."""
    lines = ConsentEntry.objects.filter(subject=subject).order_by("text__purpose", "-at", "-pk")
    newest = dict(lines.distinct("text__purpose").values_list("text__purpose", "given"))
    return {purpose: newest.get(purpose, False) for purpose in Purpose}


def has_consent(subject: str, purpose: Purpose) -> bool:
    return current(subject)[purpose]


def ledger(subject: str) -> QuerySet[ConsentEntry]:
    """Every line of one person, newest first, with its words and who wrote it down."""
    return ConsentEntry.objects.filter(subject=subject).select_related("text", "by").order_by("-at", "-pk")
