"""How the counselling desk says no."""

from collections.abc import Mapping


class Refused(Exception):
    """Nothing was changed; `fields` says what is wrong where."""

    def __init__(self, reasons: list[str], fields: Mapping[str, str] | None = None) -> None:
        super().__init__(" ".join(reasons))
        self.reasons, self.fields = reasons, dict(fields or {})


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)


def refuse_fields(fields: Mapping[str, str]) -> None:
    if fields:
        raise Refused(list(fields.values()), fields)
