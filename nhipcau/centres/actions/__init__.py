"""Use cases of a centre's manager: who works here as what, and what the public reads about the centre."""

from nhipcau.centres.actions.joining import NewCentre, PlaceData, add_place, open_linked_centre
from nhipcau.centres.actions.publishing import CannotPublish, CentreData, update_centre
from nhipcau.centres.actions.staffing import (
    CannotStaff,
    create_staff_account,
    end_role,
    grant_role,
    renew_staff_access,
)

__all__ = [
    "CannotPublish",
    "CannotStaff",
    "CentreData",
    "NewCentre",
    "PlaceData",
    "add_place",
    "create_staff_account",
    "end_role",
    "grant_role",
    "open_linked_centre",
    "renew_staff_access",
    "update_centre",
]
