"""The door of employers."""

from nhipcau.employers.actions import (
    AccountData,
    CannotKeep,
    CannotVerify,
    add_colleague,
    add_recruiter,
    edit_employer,
    end_recruiter,
    refuse_employer,
    register_employer,
    register_employers,
    sign_up,
    verify_employer,
)
from nhipcau.employers.backends import employers_of
from nhipcau.employers.queries import Located, enterprises_recruited_for, locate, place_words, visible_to
from nhipcau.employers.rules import EmployerData, plain_tax_code, reasons_against_tax_code

__all__ = [
    "AccountData",
    "CannotKeep",
    "CannotVerify",
    "EmployerData",
    "Located",
    "add_colleague",
    "add_recruiter",
    "edit_employer",
    "employers_of",
    "end_recruiter",
    "enterprises_recruited_for",
    "locate",
    "place_words",
    "plain_tax_code",
    "reasons_against_tax_code",
    "refuse_employer",
    "register_employer",
    "register_employers",
    "sign_up",
    "verify_employer",
    "visible_to",
]
