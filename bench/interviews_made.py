"""A fair that is running: online desks with a recruiter each, and people who wait for their enterprises."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench.opening import factories, sessions

DESKS_OF_ONE = 2  # online rooms of an enterprise: both call from one queue


@dataclass
class Filled:
    """`desks`: the session of the recruiter, the desk, the enterprise. `people`: the session, the ticket, the person."""

    desks: list[tuple[str, int, int]]
    people: list[tuple[str, int, int]]


def fill(desks: int, waiting: int) -> Filled:
    from django.utils import timezone

    from nhipcau.interviews.models import Channel, QueueTicket

    now = timezone.now()
    fairs, made = factories("fairs"), factories("interviews")
    fair = fairs.FairSessionFactory(running=True, starts=now, ends=now + timedelta(hours=4), opened_at=now)
    centre = fairs.SessionSiteFactory(session=fair, capacity=None).centre
    employers = [factories("employers").EmployerFactory(centre=centre) for _ in range(-(-desks // DESKS_OF_ONE))]
    rooms = [
        made.DeskFactory(online=True, employer=employers[n // DESKS_OF_ONE], centre=centre, occasion_id=fair.pk)
        for n in range(desks)
    ]
    recruiters = [factories("employers").recruiter(room.employer) for room in rooms]
    people, accounts = persons(waiting, centre)
    tickets = QueueTicket.objects.bulk_create(
        QueueTicket(
            occasion_kind="fair",
            occasion_id=fair.pk,
            seeker=seeker,
            employer=employers[n % len(employers)],
            channel=Channel.ONLINE,
            number=n + 1,
            position=n + 1,
            joined_at=now,
        )
        for n, seeker in enumerate(people)
    )
    seats = zip(sessions(recruiters), rooms, strict=True)
    places = zip(sessions(accounts, method="password"), tickets, strict=True)
    return Filled(
        [(key, room.pk, room.employer_id) for key, room in seats],
        [(key, ticket.pk, ticket.seeker_id) for key, ticket in places],
    )


def persons(number: int, centre: Any) -> tuple[list[Any], list[Any]]:
    """As many rows at once as there are people; each signed in by one step."""
    from nhipcau.accounts.models import User
    from nhipcau.seekers.models import Seeker

    seekers = factories("seekers")
    accounts = User.objects.bulk_create(seekers.PhoneUserFactory.build_batch(number), batch_size=500)
    built = [seekers.SeekerFactory.build(centre=centre, citizen_index=None, account=account) for account in accounts]
    return Seeker.objects.bulk_create(built, batch_size=500), accounts
