"""Use cases of enterprises: the file that a centre keeps, and the people who recruit for it."""

from nhipcau.employers.actions.keeping import (
    CannotKeep,
    CannotVerify,
    edit_employer,
    refuse_employer,
    register_employer,
    verify_employer,
)
from nhipcau.employers.actions.many import register_employers
from nhipcau.employers.actions.recruiters import (
    AccountData,
    add_colleague,
    add_recruiter,
    end_recruiter,
    sign_up,
)

__all__ = [
    "AccountData",
    "CannotKeep",
    "CannotVerify",
    "add_colleague",
    "add_recruiter",
    "edit_employer",
    "end_recruiter",
    "refuse_employer",
    "register_employer",
    "register_employers",
    "sign_up",
    "verify_employer",
]
