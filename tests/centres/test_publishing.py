"""Opening hours and the way of working are kept by the manager."""

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.centres.actions import CannotPublish, CentreData, update_centre
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON

HOURS = "Thứ Hai–Thứ Sáu, 7:30–11:30 và 13:30–17:00"
DATA = CentreData(address="Số 1", phone="0204 3555 666", opening_hours=HOURS, service_process="Gặp\nTư vấn")


def test_what_the_manager_writes_is_published_once(db: None) -> None:
    centre = CentreFactory()
    manager = staff(Role.MANAGER, centre)

    for _click in range(2):
        centre = update_centre(centre=centre, data=DATA, by=manager, now=NOON)

    assert (centre.opening_hours, centre.phone) == (HOURS, "0204 3555 666")
    assert AuditRecord.objects.get().details["fields"] == ["address", "phone", "opening_hours", "service_process"]


@pytest.mark.parametrize("phone", ["12345", "không có", "113"])
def test_a_hotline_must_be_one(db: None, phone: str) -> None:
    centre = CentreFactory()
    data = CentreData(address="Số 1", phone=phone, opening_hours=HOURS, service_process="")

    with pytest.raises(CannotPublish):
        update_centre(centre=centre, data=data, by=staff(Role.MANAGER, centre), now=NOON)

    centre.refresh_from_db()
    assert centre.opening_hours == ""


@pytest.mark.parametrize("phone", ["", "0912 345 678", "0204 3555 666", "1900 1234", "1800 6868"])
def test_people_may_call_a_mobile_a_landline_or_a_service_number(db: None, phone: str) -> None:
    centre = CentreFactory()
    data = CentreData(address="Số 1", phone=phone, opening_hours=HOURS, service_process="")

    assert update_centre(centre=centre, data=data, by=staff(Role.MANAGER, centre), now=NOON).phone == phone


def test_nobody_else_writes_it(db: None) -> None:
    centre = CentreFactory()
    for user in (staff(Role.OPERATOR, centre), staff(Role.MANAGER)):
        with pytest.raises(PermissionDenied):
            update_centre(centre=centre, data=DATA, by=user, now=NOON)

    centre.refresh_from_db()
    assert centre.opening_hours == ""
