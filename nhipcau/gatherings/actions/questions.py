"""Questions in writing: asked, supported, answered, and hidden by a host who says why."""

from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy
from nhipcau.gatherings.actions.refusals import Refused, require_theirs
from nhipcau.gatherings.models import Member, Question, Support
from nhipcau.gatherings.rules import questions as rules
from nhipcau.gatherings.rules.planning import PLAN


@transaction.atomic
def ask_question(*, member: Member, words: str, anonymous: bool, by: User, now: datetime) -> Question:
    """The same words of the same member twice are one question."""
    require_theirs(by, member)
    member = Member.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=member.pk)
    words = tidy(words)
    mine = member.questions.filter(hidden_at=None, answered_at=None)
    if same := mine.filter(words=words).first():
        return same
    if reasons := rules.reasons_not_to_question(member.gathering, words, waiting=mine.count()):
        raise Refused(reasons)
    question = Question.objects.create(
        gathering=member.gathering, member=member, words=words, anonymous=anonymous, at=now
    )
    live.touch(member.gathering.topic)
    return question


@transaction.atomic
def support(*, question: Question, member: Member, by: User, now: datetime) -> Question:
    """ "I ask this too". A second tap takes it back."""
    require_theirs(by, member)
    question = Question.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=question.pk)
    if question.gathering_id != member.gathering_id:
        raise Refused(rules.reasons_not_to_support(question, question.member_id))
    if reasons := rules.reasons_not_to_support(question, member.pk):
        raise Refused(reasons)
    known, made = Support.objects.get_or_create(question=question, member=member, defaults={"at": now})
    if not made:
        known.delete()
    live.touch(question.gathering.topic)
    return question


@transaction.atomic
def answer_question(*, question: Question, words: str, by: User, now: datetime) -> Question:
    """In writing, or with no words: it was answered by mouth. A later answer takes the place of an earlier."""
    require(by, PLAN, question.gathering)
    question = Question.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=question.pk)
    words = tidy(words)
    if reasons := rules.reasons_not_to_answer(words):
        raise Refused(reasons)
    if question.answered_at is not None and question.answer == words:
        return question
    question.answer, question.answered_at, question.answered_by = words, now, by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record(by=by, action="gathering.answer_question", target=question, at=now)
    live.touch(question.gathering.topic)
    return question


@transaction.atomic
def hide_question(*, question: Question, because: str, by: User, now: datetime) -> Question:
    """Nobody reads it any more but who asked, with the reason."""
    require(by, PLAN, question.gathering)
    question = Question.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=question.pk)
    if question.hidden_at is not None:
        return question
    because = tidy(because)
    if reasons := rules.reasons_not_to_hide(because):
        raise Refused(reasons)
    question.hidden_at, question.hidden_by, question.hidden_because = now, by, because
    question.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
    audit.record(by=by, action="gathering.hide_question", target=question, at=now)
    live.touch(question.gathering.topic)
    return question
