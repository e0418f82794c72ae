"""Which announcement brought whom, in the report: counted, frozen, worded; and reports from before links were kept."""

from typing import Any

import pytest

from nhipcau.fairs.models import BroughtBy, ChannelLink, FairSession, SignUp
from nhipcau.statistics.models import FrozenReport
from nhipcau.statistics.papers.words import paper_of
from nhipcau.statistics.queries import figures_of, rows_of
from nhipcau.statistics.rules import count
from tests.conftest import NOON
from tests.fairs.factories import AttendanceFactory, FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.statistics.test_counting import person, rows, talk


def by_label(figures: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    keys = ("registered", "attended", "hired", "invited")
    return {line["label"]: tuple(line[key] for key in keys) for line in figures["by_channel"]}


def test_each_channel_counts_its_persons() -> None:
    people = [
        person(1, channel="link:zalo"),
        person(2, channel="link:zalo"),
        person(3, came=None, channel="link:zalo"),
        person(4, channel="link:zalo:Nhóm: Việt Yên"),
        person(5, channel="by:counter"),
        person(6, came=None, channel="by:web"),
    ]
    talks = [
        talk(1, "offer_accepted"),
        talk(1, "offer_accepted"),
        talk(2, "second_interview"),
        talk(5, "offer_accepted"),
    ]

    figures = count(rows(people, talks))

    assert by_label(figures) == {
        "link:zalo": (3, 2, 1, 1),
        "link:zalo:Nhóm: Việt Yên": (1, 1, 0, 0),
        "by:counter": (1, 1, 1, 0),
        "by:web": (1, 0, 0, 0),
    }
    assert sum(line[0] for line in by_label(figures).values()) == len(people)


def test_announcements_stand_first_and_the_largest_before_the_others() -> None:
    people = [person(n, channel="by:counter") for n in range(5)]
    people += [person(9, channel="link:poster"), *(person(n, channel="link:zalo") for n in (10, 11))]
    assert list(by_label(count(rows(people, [])))) == ["link:zalo", "link:poster", "by:counter"]


@pytest.fixture
def session(db: None) -> FairSession:
    """Two came by a link with a name and one walked in; one registered on the web by no link."""
    made: FairSession = FairSessionFactory(closed=True)
    hall = SessionSiteFactory(session=made)
    link = ChannelLink.objects.create(
        session=made, channel=BroughtBy.ZALO, name="Nhóm xã Việt Yên", code="abcdefghjk", made_at=NOON
    )
    for channel, brought in ((SignUp.WEB, link), (SignUp.WEB, link), (SignUp.WALK_IN, None)):
        AttendanceFactory(registration=RegistrationFactory(site=hall, channel=channel, link=brought))
    RegistrationFactory(site=hall, channel=SignUp.WEB)
    return made


def test_the_rows_say_what_brought_each_person(session: FairSession) -> None:
    labels = [row.channel for row in rows_of(session).people]
    assert labels == ["link:zalo:Nhóm xã Việt Yên"] * 2 + ["by:walk_in", "by:web"]


def test_the_paper_names_the_channel_and_its_link(session: FairSession) -> None:
    part = next(part for part in paper_of(session, figures_of(session)).parts if part.title == "Theo kênh truyền thông")
    assert part.rows == [
        ["Zalo – Nhóm xã Việt Yên", 2, 2, 0, 0],
        ["Đến trực tiếp", 1, 1, 0, 0],
        ["Trang web, không qua đường dẫn nào", 1, 0, 0, 0],
    ]


def test_a_report_frozen_before_links_were_kept_is_still_readable(session: FairSession) -> None:
    figures = figures_of(session)
    del figures["by_channel"]
    FrozenReport.objects.create(
        session=session, centre=session.centre, figures=figures, rows_hash="0" * 64, frozen_at=NOON
    )
    paper = paper_of(session, figures_of(session))
    assert "Theo kênh truyền thông" not in [part.title for part in paper.parts]
    assert len(paper.parts) == 7
