"""What went wrong, in a sentence a person can act on."""


class TroubleError(SystemExit):
    """Ends the command with the sentence, in Vietnamese and in English, and no traceback."""

    def __init__(self, vietnamese: str, english: str) -> None:
        self.vietnamese, self.english = vietnamese, english
        super().__init__(f"✗ {vietnamese}\n  {english}")
