"""Every paper as pictures, with names as long as they come: `python -m tests.look_papers` leaves them in var/look/papers/.

A day made of rows stands in a database of its own; each paper is set from it by the words and the template that the pages use.
"""

import importlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import scratch

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "var" / "look" / "papers"
PAPERS = ROOT / "nhipcau"
MOST_PAGES = 3  # of each paper: what follows looks the same
ADDRESS = "https://vieclam.example.vn/p/0123456789ABCDEF"
Paper = tuple[str, Path, dict[str, Any]]


def seated(*, enterprises: int, people: int) -> Any:
    """A day whose enterprises sit at tables, too."""
    made = importlib.import_module("tests.statistics.day").day(enterprises=enterprises, people=people, long=True)
    desk = importlib.import_module("tests.interviews.factories").DeskFactory
    there = made.session.participations.exclude(site=None).select_related("site__place", "employer", "centre")
    for number, one in enumerate(there.order_by("pk"), 1):
        desk(
            occasion_kind="fair", occasion_id=made.session.pk, employer=one.employer, centre=one.centre,
            place=one.site.place, channel="onsite", number=number,
        )  # fmt: skip
    return made


def papers_of(session: Any) -> Iterator[Paper]:
    yield from _of_the_hall(session)
    yield from _of_a_person(session)
    yield from _of_the_record(session)


def _of_the_hall(session: Any) -> Iterator[Paper]:
    from nhipcau.fairs.papers import invitations, lists, poster, results, wall
    from nhipcau.fairs.queries import announcing
    from nhipcau.fairs.queries import papers as queries
    from nhipcau.fairs.queries.result_sheets import sheets_at
    from nhipcau.foundation.clock import api as clock
    from nhipcau.foundation.documents import api as documents

    home, hall = PAPERS / "fairs" / "papers", session.sites.get(role="host")
    place, seats, centre = hall.place.name, queries.seats_at(hall), session.centre
    letters = queries.letters_of(session, lambda one: ADDRESS, documents.qr_svg)
    facts, qr = announcing.facts_of(session), documents.qr_svg(ADDRESS)
    invited = invitations.data_of(session, centre, announcing.where(hall), letters, today=clock.today())
    for paper in ("a3", "a4"):
        yield f"poster-{paper}", home / "poster.typ", poster.data_of(facts, address=ADDRESS, qr=qr, paper=paper)
        words = wall.data_of(session, place, queries.sectors_at(hall), paper=paper)
        yield f"wall-list-{paper}", home / "wall.typ", words
    yield "table-plates", home / "plates.typ", lists.plates(session, centre.name, seats)
    signed = lists.enterprises_to_sign(session, centre.name, place, seats)
    yield "sign-in-enterprises", home / "to_sign.typ", signed
    signed = lists.people_to_sign(session, centre.name, place, queries.guests_of(hall))
    yield "sign-in-people", home / "to_sign.typ", signed
    yield "result-sheets", home / "results.typ", results.data_of(session, [(place, sheets_at(hall))])
    yield "invitations", home / "invitations.typ", invited


def _of_a_person(session: Any) -> Iterator[Paper]:
    from nhipcau.fairs.models import Registration
    from nhipcau.fairs.papers import slip
    from nhipcau.fairs.queries import slips
    from nhipcau.foundation.crypto.codes import grouped
    from nhipcau.matching import papers as matching

    hall = session.sites.get(role="host")
    ticket = Registration.objects.filter(site=hall, state="checked_in").order_by("pk")[0]
    lines, code = slips.lines_of(ticket), grouped(ticket.code)
    yield "badges", slip.BADGES, slip.badges_of(hall, slips.badged_at(hall))
    yield "tickets", slip.TICKETS, slip.tickets_of(hall, slips.badged_at(hall))
    facts = importlib.import_module("tests.matching.test_slips")
    referral = facts.referral()
    for size in matching.SIZES:
        yield f"slip-{size}", slip.SLIP, slip.slip_of(ticket, lines, code=code, size=size)
        sent = [matching.words_of(referral, where) for where in (facts.STRAIGHT, facts.AT_TABLES)]
        yield f"referral-{size}", matching.TEMPLATE, {"size": size, "slips": sent}


def _of_the_record(session: Any) -> Iterator[Paper]:
    from nhipcau.statistics import queries
    from nhipcau.statistics.papers import centre_report, lists, official, report_paper, words
    from nhipcau.statistics.queries import centre_report as own

    home, gathered, head = PAPERS / "statistics" / "papers", queries.gather(session), official.head_of(session.centre)
    yield "report", home / "report.typ", asdict(words.paper_of(session, queries.figures_of(session)))
    point = session.sites.get(role="meeting_point").centre
    paper = centre_report.centre_paper(session, point, own.figures_for(session, point.pk))
    for name, made in (
        ("report-of-a-linked-centre", centre_report.official_paper(session, point, paper)),
        ("record-report", report_paper.report_paper(gathered, head, number=1)),
        ("record-plan", lists.plan_paper(gathered, head)),
        ("record-enterprises", lists.enterprises_paper(gathered, head)),
        ("record-people", lists.people_paper(gathered, head)),
        ("record-results", lists.results_paper(gathered, head)),
    ):
        yield name, home / "record.typ", made.plain()


def main() -> None:
    with scratch.database():
        from django.utils.translation import override

        from nhipcau.foundation.documents import api as documents

        FOLDER.mkdir(parents=True, exist_ok=True)
        with override("vi"):
            for name, template, data in papers_of(seated(enterprises=24, people=40).session):
                for number, picture in enumerate(documents.pictures(template, data)[:MOST_PAGES], 1):
                    path = FOLDER / f"{name}-{number}.png"
                    path.write_bytes(picture)
                    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
