from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.seekers.actions import CannotRegister, EditedMeanwhile, edit_seeker
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import data_of
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory, seeker_user

NUMBER = "027198001234"


def change(seeker: Seeker, by: User, edition: int = 1, **answers: object) -> Seeker:
    data = replace(data_of(seeker), **answers)
    return edit_seeker(seeker=seeker, data=data, edition=edition, by=by, now=NOON)


def test_a_person_puts_their_own_data_right(db: None) -> None:
    seeker = SeekerFactory()

    changed = change(seeker, seeker_user(seeker), full_name="Nguyễn Thị Lan", phone="0912 345 678")

    changed.refresh_from_db()
    assert (changed.full_name, changed.search, changed.phone) == (
        "Nguyễn Thị Lan",
        " nguyen thi lan ",
        "0912345678",
    )
    assert changed.provenance["phone"] == {"from": "self", "on": "2026-03-10"}
    assert changed.edition == 2


def test_the_history_keeps_what_stood_there_before(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre, wished_work="may")
    change(seeker, clerk, wished_work="hàn")

    kept = Seeker.pgh_event_model.objects.filter(pgh_obj=seeker).order_by("pgh_id")
    assert list(kept.values_list("wished_work", flat=True)) == ["may", "hàn"]
    assert AuditRecord.objects.get().details == {"fields": ["wished_work"], "checked": []}


def test_the_second_of_two_editors_is_refused_and_nothing_is_overwritten(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre, wished_work="may")
    opened = Seeker.objects.get(pk=seeker.pk)
    change(seeker, clerk, wished_work="hàn")

    with pytest.raises(EditedMeanwhile) as late:
        change(opened, clerk, wished_work="kho")

    assert late.value.seeker.wished_work == "hàn"
    opened.refresh_from_db()
    assert (opened.wished_work, opened.edition) == ("hàn", 2)


def test_saving_the_same_twice_is_harmless(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    for _click in range(2):
        saved = change(seeker, clerk, edition=1, wished_work="may")

    assert saved.edition == 2
    assert AuditRecord.objects.count() == 1


def test_checking_the_card_is_noted_even_where_nothing_changed(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    data = data_of(seeker)

    checked = edit_seeker(seeker=seeker, data=data, edition=1, by=clerk, now=NOON, on_card=["full_name"])

    assert checked.provenance == {"full_name": {"from": "card", "on": "2026-03-10"}}


def test_a_person_cannot_mark_their_own_card_as_checked(db: None) -> None:
    seeker = SeekerFactory()
    data = replace(data_of(seeker), full_name="Nguyễn Thị Lan")
    user = seeker_user(seeker)

    changed = edit_seeker(seeker=seeker, data=data, edition=1, by=user, now=NOON, on_card=["full_name"])

    assert changed.provenance["full_name"]["from"] == "self"


def test_a_refused_change_changes_nothing(clerk: User, centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    with pytest.raises(CannotRegister) as refusal:
        change(seeker, clerk, phone="12", wished_work="may")

    assert list(refusal.value.fields) == ["phone"]
    seeker.refresh_from_db()
    assert (seeker.wished_work, seeker.edition) == ("", 1)


def test_a_number_that_another_file_holds_is_not_taken_over(clerk: User, centre: Centre) -> None:
    SeekerFactory(citizen_number=NUMBER)
    seeker = SeekerFactory(centre=centre)

    with pytest.raises(CannotRegister):
        change(seeker, clerk, citizen_number=NUMBER)

    seeker.refresh_from_db()
    assert seeker.citizen_number == ""
    assert AuditRecord.objects.get().action == "seeker.citizen_number_taken"


def test_who_may_change_a_file(centre: Centre) -> None:
    seeker = SeekerFactory(centre=centre)
    stranger = seeker_user(SeekerFactory(centre=centre))
    for user in (stranger, staff(Role.FRONT_DESK), staff(Role.MANAGER, centre)):
        with pytest.raises(PermissionDenied):
            change(seeker, user, wished_work="may")
    seeker.refresh_from_db()
    assert seeker.wished_work == ""
