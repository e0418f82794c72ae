"""What gatherings keep about a person, in words for them: for their own page and the copy they take along."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import day_words
from nhipcau.gatherings.models import Member, Paper, Question, Result
from nhipcau.seekers.api import Kept, KeptPart
from nhipcau.seekers.models import Seeker


def kept_of(seeker: Seeker) -> list[KeptPart]:
    return [
        KeptPart(_("Talks and group interviews"), tuple(_places(seeker))),
        KeptPart(_("Questions you asked in writing"), tuple(_questions(seeker))),
        KeptPart(_("Papers for work abroad"), tuple(_papers(seeker))),
        KeptPart(_("Results of group interviews"), tuple(_results(seeker))),
    ]


def _places(seeker: Seeker) -> Iterator[Kept]:
    places = Member.objects.filter(seeker=seeker).select_related("gathering").order_by("-gathering__starts_at", "-pk")
    for one in places:
        said = _("left the list") if one.left_at else str(one.get_answer_display())
        yield Kept(one.gathering.title, f"{one.get_role_display()}, {said}", day_words(one.gathering.starts_at))


def _questions(seeker: Seeker) -> Iterator[Kept]:
    asked = Question.objects.filter(member__seeker=seeker).select_related("gathering").order_by("-at", "-pk")
    for one in asked:
        yield Kept(one.gathering.title, f"{one.words} {one.answer}".strip(), day_words(one.at))


def _papers(seeker: Seeker) -> Iterator[Kept]:
    papers = Paper.objects.filter(member__seeker=seeker).select_related("member__gathering").order_by("-checked_at")
    for one in papers:
        until = _("valid until %(day)s") % {"day": day_words(one.valid_until)} if one.valid_until else ""
        said = ", ".join(filter(None, (str(one.get_state_display()), until, one.note)))
        yield Kept(f"{one.get_kind_display()}, {one.member.gathering.title}", said, day_words(one.checked_at))


def _results(seeker: Seeker) -> Iterator[Kept]:
    lines = Result.objects.filter(member__seeker=seeker).select_related("member__gathering").order_by("-pk")
    for one in lines:
        why = str(one.get_reason_display()) if one.reason else ""
        said = ", ".join(filter(None, (str(one.get_stage_display()), why, one.note)))
        yield Kept(one.member.gathering.title, said, day_words(one.at))
