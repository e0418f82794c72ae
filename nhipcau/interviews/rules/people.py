"""What of a person a recruiter sees."""

from typing import Final

BANDS: Final = ((15, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64))


def age_band(age: int) -> str:
    """25–34; from 65 on 65+."""
    for low, high in BANDS:
        if age <= high:
            return f"{low}–{high}"
    return "65+"


def short_name(full_name: str) -> str:
    """Nguyễn Thị Thu Hường → Nguyễn Thị Thu H.: for lists that others look at."""
    parts = full_name.split()
    return " ".join([*parts[:-1], f"{parts[-1][0]}."]) if len(parts) > 1 else full_name
