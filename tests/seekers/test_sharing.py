"""Another centre reads a file under the person's word alone, only while it stands, and never all of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Role
from nhipcau.consents.api import Channel, Purpose, record_choices
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from nhipcau.seekers.actions.agreeing import change_consent
from nhipcau.seekers.actions.sharing import CannotShare, end_sharing, open_shared, share_seeker
from nhipcau.seekers.api import subject_of, visible_to
from nhipcau.seekers.models import Seeker, Shared
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.web.conftest import cost_of
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Centre:
    made: Centre = CentreFactory()
    return made


@pytest.fixture
def person() -> Seeker:
    made: Seeker = SeekerFactory(
        full_name="Lý Thị Dín", citizen_number="002198001234", phone="0912345678", ethnicity="Mông", needs="xe lăn",
        has_disability=True, wished_work="May công nghiệp", insurance_number="0012345678",
    )  # fmt: skip
    return made


def agrees(person: Seeker) -> None:
    record_choices(subject=subject_of(person), given={Purpose.LINKED_CENTRES}, channel=Channel.WEB, by=None, now=NOON)


def shared(person: Seeker, other: Centre) -> Shared:
    agrees(person)
    by = staff(Role.COUNSELLOR, person.centre)
    return share_seeker(seeker=person, centre=other, why="Tìm việc may", by=by, now=NOON)


def test_without_the_persons_word_nothing_is_shared(person: Seeker, other: Centre) -> None:
    with pytest.raises(CannotShare):
        share_seeker(seeker=person, centre=other, why="x", by=staff(Role.COUNSELLOR, person.centre), now=NOON)
    assert not Shared.objects.exists()
    assert shared(person, other).centre == other


@pytest.mark.parametrize("wrong", ["own centre", "no reason"])
def test_sharing_needs_another_centre_and_a_reason(person: Seeker, other: Centre, wrong: str) -> None:
    agrees(person)
    to, why = (person.centre, "x") if wrong == "own centre" else (other, "  ")
    with pytest.raises(CannotShare) as refusal:
        share_seeker(seeker=person, centre=to, why=why, by=staff(Role.MANAGER, person.centre), now=NOON)
    assert len(refusal.value.reasons) == 1
    assert not Shared.objects.exists()


def test_only_the_keeping_centre_shares_and_twice_is_once(person: Seeker, other: Centre) -> None:
    agrees(person)
    for stranger in (staff(Role.COUNSELLOR, other), staff(Role.FRONT_DESK, person.centre)):
        with pytest.raises(PermissionDenied):
            share_seeker(seeker=person, centre=other, why="x", by=stranger, now=NOON)
    assert not Shared.objects.exists()
    assert shared(person, other) == shared(person, other)


def test_the_other_centre_reads_only_and_each_time_is_noted(person: Seeker, other: Centre) -> None:
    line = shared(person, other)
    reader = staff(Role.COUNSELLOR, other)

    assert open_shared(shared=line, by=reader, now=NOON) == person
    assert AuditRecord.objects.filter(action="seeker.open_shared", centre_id=other.pk, by=reader).count() == 1
    assert person not in visible_to(reader)
    with pytest.raises(PermissionDenied):
        open_shared(shared=line, by=staff(Role.COUNSELLOR), now=NOON)


def test_the_page_shows_no_number_and_nothing_sensitive(person: Seeker, other: Centre) -> None:
    line = shared(person, other)
    client = sign_in(Client(), staff(Role.COUNSELLOR, other))

    listed = client.get(reverse("seekers:shared")).content.decode()
    opened = client.post(reverse("seekers:open-shared", args=[line.pk])).content.decode()

    assert "Lý Thị Dín" in listed
    assert "May công nghiệp" in opened
    assert "0912 345 678" in opened.replace("\xa0", " ")
    for hidden in ("002198001234", "•••", "Mông", "xe lăn", "0012345678", "khuyết tật"):
        assert hidden not in opened.split("</header>")[-1]


@pytest.mark.parametrize("name", ["seekers:person", "seekers:edit"])
def test_the_other_centre_opens_neither_the_file_nor_its_form(person: Seeker, other: Centre, name: str) -> None:
    shared(person, other)
    client = sign_in(Client(), staff(Role.COUNSELLOR, other))
    twin = SeekerFactory(centre=other)

    assert client.get(reverse(name, args=[person.pk])).status_code == 404
    assert client.get(reverse(name, args=[twin.pk])).status_code == 200


def test_a_withdrawal_ends_it_at_once(person: Seeker, other: Centre) -> None:
    line = shared(person, other)
    me = seeker_user(person)
    change_consent(seeker=person, purpose=Purpose.LINKED_CENTRES, given=False, channel=Channel.WEB, by=me, now=NOON)
    line.refresh_from_db()
    assert line.ended_at == NOON
    with pytest.raises(CannotShare):
        open_shared(shared=line, by=staff(Role.COUNSELLOR, other), now=NOON)


def test_a_withdrawal_written_elsewhere_ends_it_when_the_news_arrives(person: Seeker, other: Centre) -> None:
    line = shared(person, other)
    reader = staff(Role.COUNSELLOR, other)
    record_choices(
        subject=subject_of(person), given=(), withdrawn={Purpose.LINKED_CENTRES}, channel=Channel.PAPER, by=None,
        now=NOON,
    )  # fmt: skip
    with pytest.raises(CannotShare):
        open_shared(shared=line, by=reader, now=NOON)

    outbox.deliver_waiting()

    line.refresh_from_db()
    assert line.ended_at == NOON


def test_withdrawing_something_else_ends_nothing(person: Seeker, other: Centre) -> None:
    line = shared(person, other)
    record_choices(subject=subject_of(person), given={Purpose.MESSAGES}, channel=Channel.WEB, by=None, now=NOON)
    change_consent(
        seeker=person, purpose=Purpose.MESSAGES, given=False, channel=Channel.WEB, by=seeker_user(person), now=NOON
    )
    outbox.deliver_waiting()
    line.refresh_from_db()
    assert line.ended_at is None


def test_the_person_sees_who_reads_the_file_and_stops_it(person: Seeker, other: Centre) -> None:
    line = shared(person, other)
    open_shared(shared=line, by=staff(Role.COUNSELLOR, other), now=NOON)
    client = sign_in(Client(), seeker_user(person), method="code")

    page = client.get(reverse("seekers:consents")).content.decode()
    stopped = client.post(reverse("seekers:end-sharing", args=[line.pk]))

    assert other.name in page
    assert "12:00" in page
    assert stopped.status_code == 302
    line.refresh_from_db()
    assert line.ended_at == NOON


def test_nobody_stops_the_sharing_of_another(person: Seeker, other: Centre) -> None:
    line = shared(person, other)
    stranger = sign_in(Client(), seeker_user(SeekerFactory()), method="code")
    assert stranger.post(reverse("seekers:end-sharing", args=[line.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        end_sharing(shared=line, by=staff(Role.COUNSELLOR, other), now=NOON)
    line.refresh_from_db()
    assert line.ended_at is None


def test_staff_share_and_stop_on_the_persons_page(person: Seeker, other: Centre) -> None:
    agrees(person)
    client = sign_in(Client(), staff(Role.COUNSELLOR, person.centre))
    page = reverse("seekers:person", args=[person.pk])

    assert other.short_name in client.get(page).content.decode()
    client.post(reverse("seekers:share", args=[person.pk]), {"centre": other.pk, "why": "Tìm việc may"})
    line = Shared.objects.get()
    client.post(reverse("seekers:unshare", args=[person.pk, line.pk]))

    line.refresh_from_db()
    assert line.ended_at == NOON
    refused = client.post(reverse("seekers:share", args=[person.pk]), {"centre": other.pk, "why": ""}, follow=True)
    assert "lý do" in refused.content.decode()


def test_the_list_of_shared_files_costs_the_same_for_one_and_three(other: Centre) -> None:
    client = sign_in(Client(), staff(Role.COUNSELLOR, other))
    shared(SeekerFactory(), other)
    one = cost_of(client, reverse("seekers:shared"))
    for _n in range(2):
        shared(SeekerFactory(), other)
    assert cost_of(client, reverse("seekers:shared")) == one
