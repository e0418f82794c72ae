"""Statements written once: the same rows as the ORM's, other values each time, nothing of one call left in the next."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.prepared.api import Prepared, insert, insert_all, save
from nhipcau.interviews.models import QueueTicket
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.interviews.factories import QueueTicketFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
by_name = Prepared(lambda name: Seeker.objects.filter(full_name=name).order_by("pk"), name=models.CharField())


def test_rows_are_those_of_the_orm_with_what_is_selected_along() -> None:
    ticket, _other = QueueTicketFactory(), QueueTicketFactory()
    along = ("seeker__commune__province", "employer", "vacancy", "place")
    asked = Prepared(
        lambda pk, since: QueueTicket.objects.filter(pk=pk, joined_at__gte=since).select_related(*along),
        pk=models.BigIntegerField(),
        since=models.DateTimeField(),
    )

    (found,) = asked(pk=ticket.pk, since=ticket.joined_at)

    real = QueueTicket.objects.select_related(*along).get(pk=ticket.pk)
    with CaptureQueriesContext(connection) as asked_again:
        for one, other in ((found, real), (found.seeker, real.seeker), (found.employer, real.employer)):
            names = [field.attname for field in one._meta.concrete_fields]
            assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
        assert (found.vacancy, found.place) == (real.vacancy, real.place)
    assert len(asked_again) == 0


def test_every_call_has_its_own_values() -> None:
    lan, minh = SeekerFactory(full_name="Trần Thị Lan"), SeekerFactory(full_name="Lê Văn Minh")

    assert by_name(name="Trần Thị Lan") == [lan]
    assert by_name(name="Lê Văn Minh") == [minh]
    assert by_name(name="'; DROP TABLE seekers_seeker; --") == []
    assert by_name.first(name="100 % %s") is None


def test_values_lists_give_tuples() -> None:
    SeekerFactory(full_name="Trần Thị Lan", sex="female")
    asked = Prepared(
        lambda name: Seeker.objects.filter(full_name=name).values_list("full_name", "sex"), name=models.CharField()
    )

    assert asked(name="Trần Thị Lan") == [("Trần Thị Lan", "female")]


def test_a_call_is_one_statement() -> None:
    seeker = SeekerFactory()
    by_name(name="-")

    with CaptureQueriesContext(connection) as sent:
        by_name(name=seeker.full_name)

    assert len(sent) == 1


def test_what_is_inserted_reads_as_if_the_orm_had_saved_it() -> None:
    values = {"at": NOON, "action": "thing.done", "target_kind": "a.b", "target_id": "7", "details": {"a": [1, "ă"]}}
    ours, theirs = AuditRecord(**values), AuditRecord(**values)

    assert insert(ours)
    theirs.save()

    mine, other = AuditRecord.objects.filter(pk__in=[ours.pk, theirs.pk]).order_by("pk").values()
    assert {**mine, "id": 0} == {**other, "id": 0}


def test_a_key_that_is_there_is_refused_or_left_as_it_was() -> None:
    there = QueueTicketFactory()
    again = QueueTicket.objects.get(pk=there.pk)
    again.pk = None
    before = list(QueueTicket.objects.values())

    assert not insert(again, unless_known=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(again)

    assert list(QueueTicket.objects.values()) == before


def test_saving_names_only_what_it_names() -> None:
    ticket = QueueTicketFactory()
    ticket.number, ticket.position = 77, 99.0

    save(ticket, "number")

    fresh = QueueTicket.objects.get(pk=ticket.pk)
    assert (fresh.number, fresh.position) == (77, QueueTicket.objects.values_list("position", flat=True).get())
    assert fresh.position != 99.0


def test_many_go_in_by_one_statement_and_those_that_are_there_stay_as_they_were() -> None:
    there = QueueTicketFactory(position=3)
    same = {"employer": there.employer, "place": there.place, "joined_at": NOON, **there.occasion.keys, "position": 5}
    others = [QueueTicket(**same, seeker=SeekerFactory(), channel="onsite", number=80 + n) for n in range(2)]
    again = QueueTicket(**same, seeker=there.seeker, channel="onsite", number=90)

    with CaptureQueriesContext(connection) as sent:
        went = insert_all([others[0], again, others[1]], named="seeker_id")

    assert len(sent) == 1
    assert went == others
    found = set(QueueTicket.objects.values_list("pk", "position"))
    assert found == {(there.pk, 3.0), *((one.pk, 5.0) for one in others)}
    assert insert_all([], named="seeker_id") == []
