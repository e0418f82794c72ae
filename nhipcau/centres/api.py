"""The door of centres."""

from nhipcau.centres.backends import centres_where
from nhipcau.centres.models import Centre, Place, Role, StaffRole

__all__ = ["Centre", "Place", "Role", "StaffRole", "centres_where"]
