"""Opens a workbook in a process of its own, run as a script: a file made to harm ends only this process.

In: the file. Out: one JSON object with the first sheet that has lines. Bounds come as arguments.
"""

import json
import re
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final

MEMORY: Final = 1536 * 1024 * 1024
SECONDS: Final = 60
HARMFUL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def said(cell: Any) -> str:
    """A cell as the person sees it, or nearly: days as 05/03/2026, whole numbers without a point."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(round(cell, 6))
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M") if cell.hour or cell.minute else cell.strftime("%d/%m/%Y")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        return f"{cell.total_seconds() / 3600:g}h"
    return HARMFUL.sub("", str(cell)).strip()


def table(sheet: Any, most_lines: int, most_columns: int) -> dict[str, Any]:
    if sheet.start is None:
        return {"name": sheet.name, "lines": []}
    if sheet.width > most_columns:
        return {"name": sheet.name, "too_wide": True}
    top = sheet.start[0]
    lines = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=True, nrows=most_lines + 60), top + 1):
        cells = [said(cell) for cell in row]
        if any(cells):
            lines.append([number, cells])
    left = sheet.start[1]
    merged = [
        [first[0] + 1, first[1] - left, last[0] + 1, last[1] - left] for first, last in sheet.merged_cell_ranges or []
    ]
    return {"name": sheet.name, "lines": lines, "merged": [range_ for range_ in merged if range_[0] < top + 60]}


def read(body: bytes, most_lines: int, most_columns: int) -> dict[str, Any]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(body))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        found: dict[str, Any] = {"lines": []}
        for name in visible:
            found = table(book.get_sheet_by_name(name), most_lines, most_columns)
            if found.get("too_wide") or len(found["lines"]) > 1:
                break
        return found | {"others": [name for name in visible if name != found.get("name")]}
    except calamine.PasswordError:
        return {"trouble": "protected"}
    except calamine.CalamineError:
        return {"trouble": "damaged"}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = read(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
