"""What of a person a recruiter sees."""


def short_name(full_name: str) -> str:
    """Nguyễn Thị Thu Hường → Nguyễn Thị Thu H.: for lists that others look at."""
    parts = full_name.split()
    return " ".join([*parts[:-1], f"{parts[-1][0]}."]) if len(parts) > 1 else full_name
