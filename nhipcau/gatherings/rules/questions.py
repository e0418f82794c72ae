"""What may be asked in writing, how often, and what the host does with it."""

from typing import Final

from django.utils.translation import gettext as _

from nhipcau.gatherings.models import Gathering, Question
from nhipcau.gatherings.rules.rooms import is_over

LONGEST: Final = 300
LONGEST_ANSWER: Final = 600
LONGEST_REASON: Final = 200
MOST_UNANSWERED: Final = 5  # of one member


def reasons_not_to_question(gathering: Gathering, words: str, *, waiting: int) -> list[str]:
    """`waiting`: questions of this member that nobody answered yet."""
    reasons = []
    if is_over(gathering):
        reasons.append(_("This is over."))
    if not 0 < len(words) <= LONGEST:
        reasons.append(_("A question has 1 to 300 letters."))
    if waiting >= MOST_UNANSWERED:
        reasons.append(_("Five of your questions wait for an answer. Please wait for those first."))
    return reasons


def reasons_not_to_support(question: Question, member_id: int) -> list[str]:
    if question.hidden_at is not None:
        return [_("This question is not shown any more.")]
    return [_("This is your own question.")] if question.member_id == member_id else []


def reasons_not_to_answer(words: str) -> list[str]:
    """An empty answer says that it was answered by mouth."""
    return [_("An answer has at most 600 letters.")] if len(words) > LONGEST_ANSWER else []


def reasons_not_to_hide(because: str) -> list[str]:
    return [] if 0 < len(because) <= LONGEST_REASON else [_("Say in a few words why, at most 200 letters.")]
