"""Why a file cannot be read, in words for who sent it."""

from django.utils.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_LINES = 20_000
MOST_COLUMNS = 80


class CannotRead(Exception):
    """Nothing was read. Its text says what to do."""


def too_large() -> CannotRead:
    return CannotRead(_("This file is larger than 10 MB. Keep only the sheet of openings, without pictures."))


def too_much_inside() -> CannotRead:
    return CannotRead(
        _("This file unpacks to far more than a sheet of openings holds. Copy the lines into a new file.")
    )


def too_many_lines() -> CannotRead:
    return CannotRead(_("This sheet has more than 20,000 lines. Cut it in two and send both."))


def too_many_columns() -> CannotRead:
    return CannotRead(_("This sheet has more than 80 columns. Keep only those that tell of the opening."))


def protected() -> CannotRead:
    return CannotRead(_("This file is locked with a password. Save it without one, then send it again."))


def not_a_sheet() -> CannotRead:
    return CannotRead(_("This is not a sheet. Send an Excel file (.xlsx or .xls), .ods or .csv."))


def web_page() -> CannotRead:
    return CannotRead(_("This file is a web page named as a sheet. Open it in Excel and save it as .xlsx."))


def empty() -> CannotRead:
    return CannotRead(_("This sheet is empty: we look for one line of headings and the openings under it."))


def only_headings() -> CannotRead:
    return CannotRead(_("This sheet has headings but no line under them."))


def damaged() -> CannotRead:
    return CannotRead(_("This file is damaged. Open it in Excel, save it again as .xlsx and send that."))
