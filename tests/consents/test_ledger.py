"""The ledger only grows, and its newest line counts."""

from datetime import date, timedelta

import pytest
from django.db import Error, transaction
from django.utils.timezone import localdate

from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, ConsentEntry, ConsentText, NoTextInForce, Purpose
from nhipcau.foundation.outbox.models import OutboxMessage
from tests.accounts.factories import UserFactory
from tests.conftest import NOON

LAN, HOA = "seeker:1", "seeker:2"
LATER = NOON + timedelta(days=1)


def say(*given: Purpose, withdrawn: set[Purpose] = frozenset(), subject: str = LAN, now=NOON, channel=Channel.WEB):
    return consents.record_choices(
        subject=subject, given=set(given), withdrawn=withdrawn, channel=channel, by=None, now=now
    )


def test_every_purpose_has_words_in_both_languages_from_the_start(db: None) -> None:
    texts = consents.texts_in_force(localdate(NOON))

    assert [text.purpose for text in texts] == list(Purpose.values)
    assert all(text.text_vi and text.text_en for text in texts)


def test_sensitive_data_is_named_where_it_is_asked_for(db: None) -> None:
    text = consents.texts_in_force(localdate(NOON))[0]

    for words in ("nhạy cảm", "dân tộc", "khuyết tật", "miễn phí"):
        assert text.text_vi.count(words) == 1, words


def test_nothing_is_agreed_to_before_it_is_said(db: None) -> None:
    assert consents.current(LAN) == dict.fromkeys(Purpose, False)
    assert not consents.has_consent(LAN, Purpose.MESSAGES)


def test_each_purpose_is_given_by_itself_and_for_one_person(db: None) -> None:
    say(Purpose.COUNSELLING, Purpose.MESSAGES)

    agreed = {purpose for purpose, given in consents.current(LAN).items() if given}
    assert agreed == {Purpose.COUNSELLING, Purpose.MESSAGES}
    assert consents.current(HOA) == dict.fromkeys(Purpose, False)


def test_withdrawing_is_one_more_line_about_the_words_agreed_to(db: None) -> None:
    (given,) = say(Purpose.MESSAGES)
    ConsentText.objects.create(
        purpose=Purpose.MESSAGES, version=2, text_vi="Mới", text_en="New", in_force_from=localdate(LATER)
    )

    (withdrawn,) = say(withdrawn={Purpose.MESSAGES}, now=LATER, channel=Channel.PHONE)

    assert not consents.has_consent(LAN, Purpose.MESSAGES)
    assert withdrawn.text == given.text
    assert list(consents.ledger(LAN)) == [withdrawn, given]
    assert OutboxMessage.objects.get().body["purpose"] == "messages"


def test_what_was_withdrawn_can_be_given_again_under_the_newest_words(db: None) -> None:
    say(Purpose.MESSAGES)
    say(withdrawn={Purpose.MESSAGES}, now=NOON)
    newer = ConsentText.objects.create(
        purpose=Purpose.MESSAGES, version=2, text_vi="Mới", text_en="New", in_force_from=date(2026, 3, 1)
    )

    (entry,) = say(Purpose.MESSAGES, now=NOON)

    assert entry.text == newer
    assert consents.has_consent(LAN, Purpose.MESSAGES)


def test_the_proof_says_who_wrote_it_where_and_when(db: None) -> None:
    clerk = UserFactory()

    (entry,) = consents.record_choices(
        subject=LAN, given={Purpose.STATISTICS}, channel=Channel.COUNTER, by=clerk, now=NOON
    )

    assert (entry.by, entry.channel, entry.at, entry.given) == (clerk, Channel.COUNTER, NOON, True)


def test_yes_and_no_at_once_is_refused_and_nothing_is_written(db: None) -> None:
    with pytest.raises(ValueError, match="MESSAGES"):
        say(Purpose.MESSAGES, withdrawn={Purpose.MESSAGES})
    assert not ConsentEntry.objects.exists()


def test_nobody_agrees_to_words_that_do_not_exist_yet(db: None) -> None:
    with pytest.raises(NoTextInForce):
        say(Purpose.MESSAGES, now=NOON - timedelta(days=1000))
    assert not ConsentEntry.objects.exists()


@pytest.mark.parametrize("model", [ConsentEntry, ConsentText])
def test_the_database_lets_no_line_be_changed_or_removed(db: None, model: type) -> None:
    say(Purpose.MESSAGES)
    before = list(model.objects.order_by("pk").values())

    for change in (lambda rows: rows.delete(), lambda rows: rows.update(id=0)):
        with pytest.raises(Error), transaction.atomic():
            change(model.objects.filter(pk=before[0]["id"]))

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("people", [1, 3])
def test_many_people_are_asked_about_in_one_query(db: None, people: int, django_assert_num_queries) -> None:
    subjects = [f"seeker:{number}" for number in range(people)]
    for subject in subjects:
        say(Purpose.SHARE_PROFILE, subject=subject)
    say(withdrawn={Purpose.SHARE_PROFILE}, subject=subjects[0], now=LATER)

    with django_assert_num_queries(1):
        assert consents.subjects_with_consent(subjects, Purpose.SHARE_PROFILE) == set(subjects[1:])


@pytest.mark.parametrize("lines", [1, 3])
def test_the_ledger_of_a_person_is_one_query(db: None, lines: int, django_assert_num_queries) -> None:
    say(*list(Purpose)[:lines])

    with django_assert_num_queries(1):
        assert len([(entry.text.text_vi, entry.by) for entry in consents.ledger(LAN)]) == lines
