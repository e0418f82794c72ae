"""What a person agreed to. The newest line of a purpose counts; what was never asked is not given."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from nhipcau.consents.models import ConsentEntry, ConsentText, Purpose


def texts_in_force(day: date) -> list[ConsentText]:
    """The newest text of each purpose on a day, in the order purposes are asked."""
    texts = ConsentText.objects.filter(in_force_from__lte=day).order_by("purpose", "-in_force_from", "-version")
    newest = {text.purpose: text for text in texts.distinct("purpose")}
    return [newest[purpose] for purpose in Purpose.values if purpose in newest]


def current(subject: str) -> dict[Purpose, bool]:
    """Every purpose, and whether the person agrees to it now."""
    lines = ConsentEntry.objects.filter(subject=subject).order_by("text__purpose", "-at", "-pk")
    newest = dict(lines.distinct("text__purpose").values_list("text__purpose", "given"))
    return {purpose: newest.get(purpose, False) for purpose in Purpose}


def has_consent(subject: str, purpose: Purpose) -> bool:
    last = ConsentEntry.objects.filter(subject=subject, text__purpose=purpose).order_by("-at", "-pk").first()
    return last is not None and last.given


def subjects_with_consent(subjects: Collection[str], purpose: Purpose) -> set[str]:
    """Of many people, those who agree now. One query."""
    lines = ConsentEntry.objects.filter(subject__in=subjects, text__purpose=purpose)
    newest = lines.order_by("subject", "-at", "-pk").distinct("subject").values_list("subject", "given")
    return {subject for subject, given in newest if given}


def ledger(subject: str) -> QuerySet[ConsentEntry]:
    """Every line of one person, newest first, with its words and who wrote it down."""
    return ConsentEntry.objects.filter(subject=subject).select_related("text", "by").order_by("-at", "-pk")
