"""The door of centres."""

from nhipcau.centres.actions import (
    CannotStaff,
    NewCentre,
    PlaceData,
    add_place,
    create_staff_account,
    end_role,
    grant_role,
    open_linked_centre,
    renew_staff_access,
    update_centre,
)
from nhipcau.centres.backends import centres_where
from nhipcau.centres.models import Centre, Place, Role, StaffRole
from nhipcau.centres.queries import commune_of, for_the_public, managed_by, staff_of

__all__ = [
    "CannotStaff",
    "Centre",
    "NewCentre",
    "Place",
    "PlaceData",
    "Role",
    "StaffRole",
    "add_place",
    "centres_where",
    "commune_of",
    "create_staff_account",
    "end_role",
    "for_the_public",
    "grant_role",
    "managed_by",
    "open_linked_centre",
    "renew_staff_access",
    "staff_of",
    "update_centre",
]
