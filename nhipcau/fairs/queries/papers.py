"""The rows behind the papers of a session: openings and enterprises of a site, its people, the letters. Reads only."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.accounts.api import Visitor
from nhipcau.fairs.models import (
    FairSession,
    Participation,
    Registration,
    RegistrationState,
    SessionSite,
    SessionVacancy,
)
from nhipcau.fairs.papers import invitations
from nhipcau.fairs.papers.lists import Guest, Seat, online_too, seated
from nhipcau.fairs.papers.wall import Line, Sector
from nhipcau.fairs.queries import enterprises
from nhipcau.fairs.queries.people import openings_at
from nhipcau.fairs.queries.sessions import hosted_by, sites_of
from nhipcau.fairs.rules.taking_part import TAKES_PART
from nhipcau.vacancies.api import pay_said

PLANS, RUNS = "fairs.plan_session", "fairs.run_site"
MOST_PEOPLE = 3000


def sites_to_paper(user: Visitor) -> QuerySet[SessionSite]:
    """Sites whose lists of enterprises this user may print: one's own, and all of a session one plans."""
    own, planned = sites_of(user, RUNS), hosted_by(user, PLANS)
    sites = SessionSite.objects.filter(Q(pk__in=own.values("pk")) | Q(session__in=planned))
    return sites.select_related("session__centre__province", "place", "centre__province")


def sites_with_people(user: Visitor) -> QuerySet[SessionSite]:
    """Sites whose people this user may print by name: of one's own centre only."""
    return sites_of(user, RUNS).select_related("session__centre", "place", "centre__province")


def sessions_to_paper(user: Visitor) -> QuerySet[FairSession]:
    """Sessions that have papers for this user."""
    mine = sites_to_paper(user).values("session_id")
    planned = hosted_by(user, PLANS).values("pk")
    return FairSession.objects.filter(Q(pk__in=mine) | Q(pk__in=planned)).select_related("centre__province")


def seats_at(site: SessionSite) -> list[Seat]:
    """Who sits at this site, by table; online there are rooms only. Three queries."""
    there = _taking_part(site.session).filter(site=site)
    if site.role == SessionSite.Role.ONLINE:
        there = _taking_part(site.session).filter(online=True)
    rows = enterprises.seated(there.order_by("employer__name", "pk"))
    seats = [_seat(row, site) for row in rows]
    return sorted(seats, key=lambda seat: (min(seat.tables or seat.rooms or [10_000]), seat.enterprise))


def sectors_at(site: SessionSite) -> list[Sector]:
    """The openings people at this site can be interviewed for, sector by sector, each by table. Four queries."""
    lines = openings_at(site).select_related(
        "participation__employer__industry", "vacancy__commune", "vacancy__province", "vacancy__park"
    )
    rows = enterprises.seated(_taking_part(site.session))
    seats = {row.participation.pk: _seat(row, site) for row in rows}
    found: dict[tuple[str, str], list[tuple[tuple[int, str, int], Line]]] = defaultdict(list)
    for line in lines:
        industry = line.participation.employer.industry
        sector = (industry.code, industry.label) if industry else ("~", _("Other sectors"))
        seat = seats[line.participation_id]
        first = min(seat.tables or seat.rooms or [10_000])
        found[sector].append(((first, seat.enterprise, -line.headcount), _line(line, seat, site.centre.province_id)))
    return [
        Sector(name, [line for _order, line in sorted(found[code, name], key=lambda one: one[0])])
        for code, name in sorted(found)
    ]


def _line(line: SessionVacancy, seat: Seat, home: str) -> Line:
    """The province is said only when it is another than that of the site."""
    vacancy = line.vacancy
    extras = [_("bus") if vacancy.has_bus else "", _("dormitory") if vacancy.has_dormitory else ""]
    place = vacancy.park or vacancy.commune
    far = vacancy.province if vacancy.province_id != home or not place else None
    return Line(
        seat=seated(seat),
        enterprise=seat.enterprise,
        title=vacancy.title,
        heads=line.headcount,
        pay=pay_said(vacancy.pay_kind, line.pay_from, line.pay_to),
        shift=str(vacancy.get_shift_display()) if vacancy.shift else "",
        place=str(vacancy.get_country_display()) or ", ".join(part.label for part in (place, far) if part),
        extras=", ".join(extra for extra in extras if extra),
    )


def _seat(row: enterprises.Seated, site: SessionSite) -> Seat:
    employer = row.participation.employer
    here = row.participation.site_id == site.pk
    return Seat(employer.name, row.tables if here else [], row.rooms, employer.contact_name, employer.contact_phone)


def _taking_part(session: FairSession) -> QuerySet[Participation]:
    there = Participation.objects.filter(session=session, state__in=TAKES_PART)
    return there.select_related("employer", "site", "session")


def guests_of(site: SessionSite) -> list[Guest]:
    """Everybody registered at a site, by name."""
    people = Registration.objects.filter(site=site).exclude(state=RegistrationState.CANCELLED)
    rows = people.select_related("seeker").order_by("seeker__search", "pk")[:MOST_PEOPLE]
    return [Guest(row.number, row.seeker.full_name, row.seeker.birth_date.year) for row in rows]


def letters_of(
    session: FairSession,
    address: Callable[[Participation], str],
    draw: Callable[[str], str],
    *,
    only: int | None = None,
) -> list[invitations.Guest]:
    """A letter for each enterprise that takes part, by name. `address` is where it confirms, `draw` makes its QR."""
    there = enterprises.with_brought(_taking_part(session)).order_by("employer__name", "pk")
    if only is not None:
        there = there.filter(pk=only)
    letters = []
    for row in enterprises.seated(there):
        one, where = row.participation, address(row.participation)
        seat = Seat(one.employer.name, row.tables, row.rooms)
        letters.append(
            invitations.Guest(
                enterprise=one.employer.name,
                seat="; ".join(part for part in (seated(seat), online_too(seat)) if part),
                openings=one.openings,  # type: ignore[attr-defined]
                heads=one.heads,  # type: ignore[attr-defined]
                interviewers=one.interviewers,
                address=where,
                qr=draw(where),
            )
        )
    return letters
