"""Run a command; when the database goes away under it, say so in a sentence."""

from django.core.management import execute_from_command_line
from django.db import OperationalError

from config.private.trouble import TroubleError

WENT_AWAY = ("08", "57P")  # connection lost, and the server's own shutting down


def run(words: list[str]) -> None:
    try:
        execute_from_command_line(words)
    except OperationalError as error:
        state = getattr(error.__cause__, "sqlstate", None)
        if state is not None and not state.startswith(WENT_AWAY):
            raise
        why = str(error).strip().splitlines()[0]
        raise TroubleError(
            f"Mất kết nối với cơ sở dữ liệu giữa chừng ({why}). Hãy chạy lại lệnh.",
            f"The database went away in the middle ({why}). Run the command again.",
        ) from None
