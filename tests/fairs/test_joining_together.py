"""A link that is answered by many at the same moment joins one centre; the control shows that it could be more."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre
from nhipcau.fairs.actions import joining
from nhipcau.fairs.actions.joining import FirstColleague, join_by_link
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionSite, SiteInvitation
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory
from tests.fairs.linked import PASSWORD, invited, newcomer

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


def all_at_once(session: FairSession) -> list[str]:
    """Everybody who got the link sends the form, each with another name; what came of each."""
    invitation, secret = invited(session)
    said: list[dict[str, Any]] = []
    for number in range(MANY):
        one = newcomer(name=f"Trung tâm Dịch vụ việc làm số {number}")
        one["first"] = FirstColleague(username=f"ban.{number}", display_name="Lò Thị Mai", password=PASSWORD)
        said.append(one)
    together, came = threading.Barrier(MANY), list[str]()

    def send(one: dict[str, Any]) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            join_by_link(invitation=invitation, secret=secret, **one, now=NOON)
            came.append("joined")
        except Refused:
            came.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[one]) for one in said]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def there() -> tuple[int, int, int]:
    return (
        SessionSite.objects.count(),
        Centre.objects.filter(joined_by_link=True).count(),
        User.objects.filter(username__startswith="ban.").count(),
    )


def test_one_link_answered_by_many_at_once_joins_one_centre() -> None:
    assert all_at_once(FairSessionFactory()) == ["joined", *["refused"] * (MANY - 1)]
    assert there() == (1, 1, 1)


def test_without_the_lock_more_than_one_would_join(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: looking first and writing afterwards, as a use case without a lock does."""
    looked = threading.Barrier(MANY)

    def looked_at(invitation: SiteInvitation) -> SiteInvitation:
        row = SiteInvitation.objects.select_related("session__centre", "invited_by").get(pk=invitation.pk)
        looked.wait()
        return row

    unlocked: Callable[[SiteInvitation], SiteInvitation] = looked_at
    monkeypatch.setattr(joining, "held", unlocked)

    assert all_at_once(FairSessionFactory()).count("joined") > 1
    assert there()[1] > 1
