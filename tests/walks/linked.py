"""What a party has with other centres: an invitation sent and one got, files shared out and in, a list of people."""

from typing import Any

from nhipcau.consents.api import Channel, Purpose, record_choices
from nhipcau.fairs.models import SiteInvitation
from nhipcau.fairs.rules.inviting import digest_of, ends_at
from nhipcau.seekers.api import subject_of
from nhipcau.seekers.models import PeopleSheet, Seeker, Shared
from tests.centres.factories import CentreFactory
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.seekers.factories import SeekerFactory
from tests.walks.can import Can, reads, sends
from tests.walks.party import Party

LINKED: dict[str, Can] = {
    "fairs:invite": sends("operator", "coming", name="Trung tâm Dịch vụ việc làm tỉnh Xa"),
    "fairs:invitation": sends("operator", "got", place_name="Điểm mới", capacity="30"),
    "fairs:decline-invitation": sends("manager", "got", reason="Trùng lịch"),
    "fairs:renew-invitation": sends("operator", "sent"),
    "fairs:revoke-invitation": sends("operator", "sent"),
    "fairs:join": reads("nobody", "open"),
    "fairs:join-decline": sends("nobody", "open", reason="Trùng lịch"),
    "fairs:people-in": reads("front_desk", "coming_hall"),
    "fairs:people-lines": reads("front_desk", "coming_hall"),
    "fairs:people-out": sends("manager", "running_hall", purpose="Báo cáo Sở Nội vụ"),
    "seekers:share": Can("counsellor", "seeker", lambda party: {"centre": party.thing("fourth").pk, "why": "Tìm việc"}),
    "seekers:unshare": sends("counsellor", "seeker"),
    "seekers:end-sharing": sends("seeker", "seeker"),
    "seekers:open-shared": sends("counsellor", "to_us"),
    "statistics:own-report": reads("manager", "closed"),
    "statistics:own-report-pdf": reads("operator", "closed"),
    "statistics:own-report-sheet": reads("site_officer", "closed"),
}


def linked(party: Party) -> None:
    third, party.things["fourth"] = CentreFactory(), CentreFactory()
    _invitations(party, third)
    _shared(party, "seeker", party.people["seeker"], third)
    theirs = SeekerFactory(full_name=party.private("người được chia sẻ"), centre=third)
    _shared(party, "to_us", theirs, party.centre)
    sheet = PeopleSheet.objects.create(
        centre=party.centre, name=party.private("danh sách"), by=party.users["front_desk"], at=NOON
    )
    party.keep("people_sheet_id", "coming_hall", sheet)
    party.ids["centre_id"]["closed"] = party.centre.pk


def _invitations(party: Party, third: Any) -> None:
    """`open` is a link that still serves, `done` one that was declined: whoever holds a link may answer it."""
    hosts = SessionSiteFactory(session=FairSessionFactory(centre=third, title=party.public("phiên bạn"))).session
    coming, announced = party.thing("session_id.coming"), party.thing("session_id.announced")
    for name, session, more in (
        ("sent", coming, {}),
        ("got", hosts, {"centre": party.centre}),
        ("declined", announced, {"declined_at": NOON}),
    ):
        secret = f"bi-mat-{party.letter}-{name}"
        row = SiteInvitation.objects.create(
            session=session, name=party.public(f"mời {name}"), digest=digest_of(secret), invited_at=NOON,
            invited_by=party.users["operator"], expires_at=ends_at(session), email=f"{name}@example.vn", **more,
        )  # fmt: skip
        party.keep("invitation_id", name, row)
    party.ids["secret"] = {"open": f"bi-mat-{party.letter}-sent", "done": f"bi-mat-{party.letter}-declined"}


def _shared(party: Party, name: str, person: Seeker, centre: Any) -> None:
    record_choices(
        subject=subject_of(person), given={Purpose.LINKED_CENTRES}, channel=Channel.COUNTER, by=None, now=NOON
    )
    line = Shared.objects.create(
        seeker=person, centre=centre, why=party.private("vì sao"), by=party.users["counsellor"], at=NOON
    )
    party.keep("shared_id", name, line)
