"""The papers of a session: lists for the wall, plates for tables, sheets to sign, invitations.

What hangs on walls and is signed is Vietnamese, whatever language the officer's pages have.
"""

from pathlib import Path
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.fairs.actions import papers as actions
from nhipcau.fairs.models import FairSession, Participation, SessionSite
from nhipcau.fairs.papers import invitations, lists, results, wall
from nhipcau.fairs.queries import papers as queries
from nhipcau.fairs.queries import sessions
from nhipcau.fairs.queries.announcing import where
from nhipcau.fairs.queries.result_sheets import tables_to_enter
from nhipcau.fairs.web.handing import paper_of, paper_size
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.sheets import api as sheets

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "papers"
PUBLIC_LANGUAGE: Final = "vi"


@require_safe
@access("fairs.run_site")
def page(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(queries.sessions_to_paper(request.user), pk=session_id)
    own = set(queries.sites_with_people(request.user).filter(session=session).values_list("pk", flat=True))
    sites = queries.sites_to_paper(request.user).filter(session=session).order_by("pk")
    tables = tables_to_enter(request.user, session)
    context = {
        "session": session,
        "several": may(request.user, queries.RUNS, session)
        and sum(site.pk in own and site.place_id is not None for site in sites) > 1,
        "rows": [(site, site.pk in own, tables.get(site.place_id or 0, [])) for site in sites],
        "plans": may(request.user, queries.PLANS, session),
        "linked": not may(request.user, "fairs.see_session", session),
    }
    return render(request, "fairs/papers.html", context)


@require_safe
@access("fairs.run_site")
def wall_list(request: SignedInRequest, site_id: int) -> HttpResponse:
    """A3 by default; `?kho=a4` for the office's own printer."""
    site = _site(request, site_id)
    with override(PUBLIC_LANGUAGE):
        data = wall.data_of(site.session, _name(site), queries.sectors_at(site), paper=paper_size(request))
    return _pdf("wall", data, site.session, "viec-lam")


@require_safe
@access("fairs.run_site")
def wall_sheet(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = _site(request, site_id)
    with override(PUBLIC_LANGUAGE):
        table = wall.table_of(site.session, _name(site), queries.sectors_at(site))
    return paper_of(site.session, sheets.workbook([table]), "viec-lam", "xlsx")


@require_safe
@access("fairs.run_site")
def plates(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = _site(request, site_id)
    with override(PUBLIC_LANGUAGE):
        data = lists.plates(site.session, site.session.centre.name, queries.seats_at(site))
    return _pdf("plates", data, site.session, "bien-ban")


@require_safe
@access("fairs.run_site")
def enterprises_to_sign(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = _site(request, site_id)
    with override(PUBLIC_LANGUAGE):
        data = lists.enterprises_to_sign(site.session, site.centre.name, _name(site), queries.seats_at(site))
    return _pdf("to_sign", data, site.session, "ky-doanh-nghiep")


@require_POST
@access("fairs.run_site")
def people_to_sign(request: SignedInRequest, site_id: int) -> HttpResponse:
    """Names leave the system: only of one's own centre, and the audit book says who took them."""
    site = get_object_or_404(queries.sites_with_people(request.user), pk=site_id)
    guests = actions.hand_out_people(site=site, by=request.user, now=clock.now())
    with override(PUBLIC_LANGUAGE):
        data = lists.people_to_sign(site.session, site.centre.name, _name(site), guests)
    return _pdf("to_sign", data, site.session, "ky-nguoi-lao-dong")


@require_POST
@access("fairs.run_site")
def result_sheets(request: SignedInRequest, site_id: int) -> HttpResponse:
    """One for each table, with the people who wished for it: filled in by hand without network, entered later."""
    site = get_object_or_404(queries.sites_with_people(request.user), pk=site_id)
    return _sheets_of(request, site.session, [site])


@require_POST
@access("fairs.run_site")
def all_result_sheets(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The same for every table of all sites of the host's own, in one file."""
    session = get_object_or_404(sessions.hosted_by(request.user, queries.RUNS), pk=session_id)
    sites = queries.sites_with_people(request.user).filter(session=session, place__isnull=False).order_by("pk")
    return _sheets_of(request, session, list(sites))


def _sheets_of(request: SignedInRequest, session: FairSession, sites: list[SessionSite]) -> HttpResponse:
    by_site = [(site, actions.hand_out_results(site=site, by=request.user, now=clock.now())) for site in sites]
    with override(PUBLIC_LANGUAGE):
        data = results.data_of(session, [(_name(site), sheets_of_tables) for site, sheets_of_tables in by_site])
    return _pdf("results", data, session, "to-ket-qua")


@require_safe
@access("fairs.plan_session")
def letters(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A page for each enterprise that takes part, in one file."""
    session = get_object_or_404(sessions.hosted_by(request.user, queries.PLANS), pk=session_id)
    return _letters(request, session)


@require_safe
@access("fairs.plan_session")
def letter(request: SignedInRequest, participation_id: int) -> HttpResponse:
    """One page, to go with an e-mail."""
    hosted = sessions.hosted_by(request.user, queries.PLANS)
    one = get_object_or_404(Participation.objects.filter(session__in=hosted), pk=participation_id)
    return _letters(request, one.session, only=one.pk)


def _letters(request: SignedInRequest, session: FairSession, *, only: int | None = None) -> HttpResponse:
    def address(one: Participation) -> str:
        return request.build_absolute_uri(reverse("fairs:participation", args=[one.pk]))

    with override(PUBLIC_LANGUAGE):
        data = invitations.data_of(
            session,
            session.centre,
            _place_of(session),
            queries.letters_of(session, address, documents.qr_svg, only=only),
            today=clock.today(),
        )
    return _pdf("invitations", data, session, "giay-moi")


def _place_of(session: FairSession) -> str:
    sites = session.sites.select_related("place__commune", "centre__province").exclude(place=None).order_by("pk")
    halls = sorted(sites, key=lambda site: site.role != SessionSite.Role.HOST)
    return where(halls[0]) if halls else ""


def _site(request: SignedInRequest, site_id: int) -> SessionSite:
    return get_object_or_404(queries.sites_to_paper(request.user), pk=site_id)


def _name(site: SessionSite) -> str:
    return f"{site.place.name} – {site.centre.name}" if site.place else _("Online, from anywhere")


def _pdf(template: str, data: dict[str, Any], session: FairSession, name: str) -> HttpResponse:
    return paper_of(session, documents.pdf(TEMPLATES / f"{template}.typ", data), name, "pdf")
