"""Results due after the day: who owes how many, and three reminders that never come at night."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.actions import CannotRemind, record_outcome, remind_all, remind_of_results
from nhipcau.interviews.models import Desk, Interview, ResultsReminder, Slot
from nhipcau.interviews.queries import results_due
from nhipcau.interviews.rules.due import reasons_not_to_remind, slot_due
from nhipcau.messaging.models import EmailMessage, SmsMessage
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory

EVENING = NOON.replace(hour=18)
DAY = timedelta(days=1)


@pytest.fixture
def over(table: Desk) -> Desk:
    """The fair is over: three were met, one has a result, one was only "met"."""
    Employer.objects.filter(pk=table.employer_id).update(contact_phone="0987654321", contact_email="")
    InterviewFactory(desk=table, done=True)
    OutcomeFactory(interview__desk=table, stage="met")
    OutcomeFactory(interview__desk=table, stage="pool")
    Desk.objects.update(closed_at=NOON)
    return Desk.objects.select_related("employer").get(pk=table.pk)


def at(days: int, hour: int, minute: int = 0) -> datetime:
    return NOON.replace(hour=hour, minute=minute) + days * DAY


def test_who_owes_what_is_counted_for_the_recruiter_and_for_who_acts_for_them(
    over: Desk, lan: User, operator: User
) -> None:
    for user in (lan, operator):
        [due] = results_due(user, now=NOON)
        assert (due.talks, due.none, due.only_met, due.open) == (3, 1, 1, 2)
        assert (due.employer, due.occasion, due.day) == (over.employer, over.occasion, NOON.date())


def test_others_see_nothing_of_it(over: Desk) -> None:
    for user in (recruiter(DeskFactory().employer), staff(Role.OPERATOR), staff(Role.FRONT_DESK, over.centre)):
        assert results_due(user, now=NOON) == []


def test_while_the_table_is_open_nothing_is_due_until_the_day_is_over(over: Desk, lan: User) -> None:
    Desk.objects.update(closed_at=None)

    assert results_due(lan, now=NOON) == []
    assert remind_all(now=EVENING) == 0
    assert len(results_due(lan, now=NOON + DAY)) == 1


def test_the_list_costs_the_same_for_one_enterprise_or_three(over: Desk, operator: User) -> None:
    def cost() -> int:
        user = User.objects.get(pk=operator.pk)
        with CaptureQueriesContext(connection) as queries:
            results_due(user, now=NOON)
        return len(queries)

    one = cost()
    for _enterprise in range(2):
        desk = DeskFactory(centre=over.centre, place=over.place, closed_at=NOON)
        InterviewFactory(desk=desk, done=True)

    assert len(results_due(User.objects.get(pk=operator.pk), now=NOON)) == 3
    assert cost() == one


@pytest.mark.parametrize(
    ("days", "hour", "minute", "slot"),
    [
        (0, 12, 0, None), (0, 17, 59, None), (0, 18, 0, "evening"), (0, 20, 59, "evening"), (0, 21, 0, None),
        (0, 23, 59, None), (1, 0, 1, None), (1, 6, 59, None), (1, 7, 0, "evening"), (1, 7, 59, "evening"),
        (1, 8, 0, "morning"), (2, 12, 0, "morning"), (2, 21, 0, None), (3, 7, 30, "morning"), (3, 8, 0, "third_day"),
        (7, 12, 0, "third_day"), (8, 12, 0, None), (60, 12, 0, None),
    ],
)  # fmt: skip
def test_the_three_times_and_the_nights(days: int, hour: int, minute: int, slot: str | None) -> None:
    assert slot_due(NOON.date(), at(days, hour, minute), ()) == slot


@pytest.mark.parametrize("sent", ["evening", "morning", "third_day"])
def test_a_time_whose_reminder_left_is_over(sent: str) -> None:
    moments = {"evening": at(0, 19), "morning": at(1, 9), "third_day": at(3, 9)}
    assert slot_due(NOON.date(), moments[sent], {sent}) is None


def test_an_enterprise_that_never_answers_hears_three_times_and_no_more(over: Desk) -> None:
    """Every ten minutes of ten days."""
    moment = NOON
    while moment < NOON + 10 * DAY:
        remind_all(now=moment)
        moment += timedelta(minutes=10)

    sent = list(ResultsReminder.objects.order_by("number").values_list("number", "slot", "at", "due"))
    assert sent == [
        (1, "evening", at(0, 18), 2),
        (2, "morning", at(1, 8), 2),
        (3, "third_day", at(3, 8), 2),
    ]
    assert SmsMessage.objects.count() == 3


def test_when_nothing_is_due_any_more_nobody_is_reminded(over: Desk, lan: User) -> None:
    assert remind_all(now=EVENING) == 1
    for talk in Interview.objects.all():
        record_outcome(interview=talk, stage="not_suitable", reason="pay", by=lan, now=EVENING)

    assert remind_all(now=at(1, 9)) == 0
    assert results_due(lan, now=at(1, 9)) == []


def test_the_message_names_no_person_and_goes_to_the_contact(over: Desk) -> None:
    remind_all(now=EVENING)

    message = SmsMessage.objects.get()
    assert message.to == "0987654321"
    assert over.employer.name in message.words
    assert "còn 2 người" in message.words
    assert not any(talk.seeker.full_name in message.words for talk in Interview.objects.all())


def test_an_address_is_written_to_before_a_phone(over: Desk) -> None:
    Employer.objects.update(contact_email="tuyendung@example.vn")

    remind_all(now=EVENING)

    assert (EmailMessage.objects.count(), SmsMessage.objects.count()) == (1, 0)
    assert ResultsReminder.objects.get().channel == "email"


def test_a_letter_that_could_not_leave_is_followed_by_a_text_message(over: Desk, settings: object) -> None:
    Employer.objects.update(contact_email="tuyendung@example.vn")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]

    remind_all(now=EVENING)

    assert SmsMessage.objects.count() == 1
    assert ResultsReminder.objects.get().channel == "sms"


@pytest.mark.parametrize("phone", ["", "0204 385 5111"])
def test_who_has_no_mobile_and_no_address_is_not_reminded_and_the_operator_is_told(
    over: Desk, operator: User, phone: str
) -> None:
    """A landline takes no text message."""
    Employer.objects.update(contact_phone=phone, contact_email="")

    assert remind_all(now=EVENING) == 0
    with pytest.raises(CannotRemind):
        remind_of_results(occasion=over.occasion, employer_id=over.employer_id, by=operator, now=EVENING)
    assert not ResultsReminder.objects.exists()
    assert not SmsMessage.objects.exists()


def test_what_could_not_leave_is_a_call_and_none_of_the_three(over: Desk, operator: User, settings: object) -> None:
    """It is tried once for each time of day, or when somebody asks for it."""
    asked = {"occasion": over.occasion, "employer_id": over.employer_id, "by": operator}
    working = settings.SMS_CHANNEL  # type: ignore[attr-defined]
    settings.SMS_CHANNEL = "nhipcau.messaging.sms.gateway.HttpGateway"  # type: ignore[attr-defined]
    for minutes in (0, 10, 20):
        remind_all(now=EVENING + timedelta(minutes=minutes))
    assert SmsMessage.objects.filter(state="failed").count() == 1
    failed = ResultsReminder.objects.get()
    assert (failed.number, failed.channel, failed.slot) == (None, "call", "evening")

    settings.SMS_CHANNEL = working  # type: ignore[attr-defined]
    by_hand = remind_of_results(**asked, now=EVENING + timedelta(minutes=30))
    for days in (1, 3):
        remind_all(now=at(days, 8))

    assert (by_hand.number, by_hand.channel) == (1, "sms")
    assert list(ResultsReminder.objects.order_by("pk").values_list("number", flat=True)) == [None, 1, 2, 3]
    with pytest.raises(CannotRemind):
        remind_of_results(**asked, now=at(3, 12))


def test_a_landline_is_no_way_out_for_a_letter_that_could_not_leave(over: Desk) -> None:
    Employer.objects.update(contact_email="not an address", contact_phone="0204 385 5111")

    remind_all(now=EVENING)

    assert not SmsMessage.objects.exists()
    assert ResultsReminder.objects.get().channel == "call"


def test_remind_now_counts_among_the_three(over: Desk, operator: User) -> None:
    asked = {"occasion": over.occasion, "employer_id": over.employer_id, "by": operator}
    first = remind_of_results(**asked, now=NOON)

    assert (first.number, first.slot, first.by) == (1, Slot.BY_HAND, operator)
    assert AuditRecord.objects.get(action="results.remind").by_id == operator.pk
    with pytest.raises(CannotRemind):  # two hours between them
        remind_of_results(**asked, now=NOON + timedelta(minutes=119))
    remind_of_results(**asked, now=NOON + timedelta(minutes=120))
    assert remind_all(now=EVENING) == 1
    with pytest.raises(CannotRemind):
        remind_of_results(**asked, now=at(1, 12))
    assert remind_all(now=at(3, 12)) == 0
    assert ResultsReminder.objects.count() == 3


@pytest.mark.parametrize(("hour", "may"), [(6, False), (7, True), (20, True), (21, False), (0, False)])
def test_also_by_hand_nobody_is_written_to_at_night(hour: int, may: bool) -> None:
    asked = {"sent": 0, "last_at": None, "reachable": True}
    assert bool(reasons_not_to_remind(**asked, now=at(1, hour))) is not may  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["recruiter", "elsewhere", "front_desk"])
def test_only_who_acts_for_recruiters_there_reminds(over: Desk, lan: User, who: str) -> None:
    by = {"recruiter": lan, "elsewhere": staff(Role.OPERATOR), "front_desk": staff(Role.FRONT_DESK, over.centre)}[who]

    with pytest.raises(PermissionDenied):
        remind_of_results(occasion=over.occasion, employer_id=over.employer_id, by=by, now=NOON)
    assert not SmsMessage.objects.exists()


def test_the_database_itself_knows_no_fourth_reminder(over: Desk) -> None:
    said = {**over.occasion.keys, "employer": over.employer, "channel": "sms", "due": 1, "at": NOON}
    for number, slot in ((4, "by_hand"), (0, "by_hand"), (None, "by_hand")):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResultsReminder.objects.create(**said, number=number, slot=slot)
    ResultsReminder.objects.create(**said, number=1, slot="evening")
    for number, slot in ((1, "by_hand"), (2, "evening")):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResultsReminder.objects.create(**said, number=number, slot=slot)
