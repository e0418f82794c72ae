"""Reading a form as a browser would before anybody touches it."""

from html.parser import HTMLParser


class Boxes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[tuple[str, str], bool] = {}
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("type") in {"checkbox", "radio"}:
            self.boxes[said.get("name") or "", said.get("value") or ""] = "checked" in said


def boxes_of(html: str, name: str) -> dict[str, bool]:
    """Which boxes of this name a page has, and which of them are ticked."""
    reader = Boxes()
    reader.feed(html)
    return {value: ticked for (box, value), ticked in reader.boxes.items() if box == name}
