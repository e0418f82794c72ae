"""Two minutes of questions: whose person, what is kept, who reads what was said about health."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.api import Answers, Refused, counts, erase_needs, read_needs, screen
from nhipcau.counselling.models import Screening
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.api import Occasion
from nhipcau.seekers.models import Seeker, Shared
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.counselling.factories import GroupAdviceFactory, OfferedOpeningFactory, ScreeningFactory
from tests.employers.factories import recruiter
from tests.matching.factories import ReferralFactory
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory

FAIR = Occasion("fair", 7)


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def counsellor(centre: Centre) -> User:
    return staff(Role.COUNSELLOR, centre)


@pytest.fixture
def person(centre: Centre) -> Seeker:
    return SeekerFactory(centre=centre)


def asked(person: Seeker, by: User, *, centre: Centre | None = None, **said: Any) -> Screening:
    answers = Answers(**({"wish": "may"} | said))
    began = NOON - timedelta(seconds=95)
    return screen(
        occasion=FAIR, seeker=person, centre=centre or person.centre, answers=answers, began_at=began, by=by, now=NOON
    )


def test_the_answers_are_kept_once_an_occasion_and_may_be_put_right(person: Seeker, counsellor: User) -> None:
    commune = CommuneFactory()
    asked(person, counsellor, wish=" công  nhân may ", shift="day", commune=commune, farthest_km=12, papers=("cv",))
    kept = asked(person, counsellor, wish="đóng gói", note="Hỏi thêm")

    assert Screening.objects.get() == kept
    assert (kept.wish, kept.shift, kept.commune, kept.papers, kept.note) == ("đóng gói", "", None, [], "Hỏi thêm")
    assert (kept.at - kept.began_at).total_seconds() == 95
    assert AuditRecord.objects.filter(action="screening.write", target_id=str(kept.pk)).count() == 2


def test_drawing_benefit_is_the_files_own_mark(person: Seeker, counsellor: User) -> None:
    asked(person, counsellor, draws_benefit=True)
    person.refresh_from_db()
    assert (person.draws_benefit, person.edition) == (True, 2)
    assert person.provenance["draws_benefit"]["from"] == "staff"

    asked(person, counsellor, draws_benefit=False)
    person.refresh_from_db()
    assert person.draws_benefit is False


def test_how_far_and_which_shift_reach_a_file_that_says_nothing_of_them(person: Seeker, counsellor: User) -> None:
    asked(person, counsellor, farthest_km=250, shift="night")
    person.refresh_from_db()
    assert (person.farthest_km, person.wished_shift, person.edition) == (200, "night", 2)
    assert person.provenance["farthest_km"]["from"] == "staff"

    asked(person, counsellor, farthest_km=7, shift="day")
    person.refresh_from_db()
    assert (person.farthest_km, person.wished_shift, person.edition) == (200, "night", 2), "what stands there stays"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"shift": "noon"}, "shift"),
        ({"farthest_km": 0}, "farthest_km"),
        ({"farthest_km": 301}, "farthest_km"),
        ({"papers": ("passport",)}, "papers"),
        ({"needs": "x" * 201}, "needs"),
    ],
)
def test_wrong_answers_are_named_and_nothing_is_kept(
    person: Seeker, counsellor: User, answers: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        asked(person, counsellor, draws_benefit=True, **answers)

    assert list(refusal.value.fields) == [field]
    assert not Screening.objects.exists()
    person.refresh_from_db()
    assert (person.draws_benefit, person.edition) == (False, 1)


def test_a_file_of_another_centre_is_asked_about_only_when_it_is_shared(centre: Centre, counsellor: User) -> None:
    guest = SeekerFactory()

    with pytest.raises(Refused) as refusal:
        asked(guest, counsellor, centre=centre)
    assert guest.centre.short_name in refusal.value.reasons[0]
    assert not Screening.objects.exists()

    Shared.objects.create(seeker=guest, centre=centre, why="Tìm việc ở đây", by=counsellor, at=NOON)
    asked(guest, counsellor, centre=centre, draws_benefit=True)
    guest.refresh_from_db()
    assert guest.draws_benefit is False, "the file is put right where it is kept"


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.OPERATOR, Role.MANAGER, Role.COMMUNE])
def test_others_ask_nobody(person: Seeker, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        asked(person, staff(role, person.centre))
    assert not Screening.objects.exists()


@pytest.mark.parametrize(
    ("began", "seconds"), [(timedelta(minutes=-2), 120), (timedelta(hours=-3), 0), (timedelta(minutes=1), 0)]
)
def test_a_page_that_lay_open_says_nothing_of_the_time(
    person: Seeker, counsellor: User, began: timedelta, seconds: int
) -> None:
    kept = screen(
        occasion=FAIR,
        seeker=person,
        centre=person.centre,
        answers=Answers(),
        began_at=NOON + began,
        by=counsellor,
        now=NOON,
    )
    assert (kept.at - kept.began_at).total_seconds() == seconds


class TestHealth:
    def test_it_is_sealed_read_with_a_note_and_erased_for_good(self, person: Seeker, counsellor: User) -> None:
        kept = asked(person, counsellor, needs="Đau lưng")
        asked(person, counsellor, needs=None)

        assert read_needs(screening=kept, by=counsellor, now=NOON) == "Đau lưng"
        assert AuditRecord.objects.get(action="screening.read_needs").by == counsellor
        with connection.cursor() as cursor:
            cursor.execute("SELECT needs FROM counselling_screening")
            assert "lưng" not in cursor.fetchone()[0]
            cursor.execute("SELECT row_to_json(e)::text FROM counselling_screeningevent e")
            assert not any("needs" in line for (line,) in cursor.fetchall())
        assert erase_needs(screening=kept, by=counsellor, now=NOON).needs == ""

    def test_a_site_officer_neither_writes_nor_reads_it(self, person: Seeker, counsellor: User) -> None:
        officer = staff(Role.SITE_OFFICER, person.centre)
        assert asked(person, officer, needs="Đau lưng").needs == ""
        kept = asked(person, counsellor, needs="Đau lưng")
        for reader in (officer, staff(Role.MANAGER, person.centre), staff(Role.COUNSELLOR), recruiter()):
            with pytest.raises(PermissionDenied):
                read_needs(screening=kept, by=reader, now=NOON)
            with pytest.raises(PermissionDenied):
                erase_needs(screening=kept, by=reader, now=NOON)
        kept.refresh_from_db()
        assert kept.needs == "Đau lưng"
        assert not AuditRecord.objects.filter(action__contains="needs").exists()


def test_counts_are_of_one_occasion_and_of_one_centre_or_all(centre: Centre) -> None:
    keys, person = FAIR.keys, SeekerFactory(centre=centre)
    began = NOON - timedelta(seconds=100)
    ScreeningFactory(seeker=person, draws_benefit=True, began_at=began, **keys)
    ScreeningFactory(seeker__centre=centre, began_at=NOON - timedelta(seconds=60), **keys)
    ScreeningFactory(**keys)
    ScreeningFactory(seeker__centre=centre, occasion_id=8)
    ReferralFactory(seeker=person, **keys)
    ReferralFactory(seeker=person, **keys)
    ReferralFactory(seeker=person, withdrawn_at=NOON, **keys)
    ReferralFactory(seeker=person)
    GroupAdviceFactory(centre=centre, people=30, **keys)
    GroupAdviceFactory(centre=centre, people=9)
    OfferedOpeningFactory(seeker=person, **keys)

    ours = {"screened": 2, "seconds": 80, "benefit": 1, "referrals": 2, "referred": 1}
    rest = {"groups": 1, "group_people": 30, "offers": 1}
    assert counts(FAIR, centre) == ours | rest
    assert counts(FAIR) == ours | rest | {"screened": 3, "seconds": 53}
    nothing = dict.fromkeys(ours | rest, 0)
    assert counts(Occasion("fair", 99)) == nothing
