"""How a use case of the fair says no: with every reason, in words for the person."""


class Refused(Exception):
    """The state of things does not allow it, and nothing was changed."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class EditedMeanwhile(Refused):
    """Somebody else saved a change after this form was opened."""


def refuse(reasons: list[str]) -> None:
    """Raise when there is any reason."""
    if reasons:
        raise Refused(reasons)
