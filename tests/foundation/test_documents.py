"""Papers: the same template as PDF and as pictures."""

from pathlib import Path

import pytest

from nhipcau.foundation.documents import api as documents

PLATE = '#let data = json(bytes(sys.inputs.data))\n#set page("a6")\n#data.names.map(name => [#name]).join(pagebreak())'


@pytest.mark.parametrize("names", [["Bàn 1"], ["Bàn 1", "Phòng 12", "Hỏi bàn tiếp đón"]])
def test_each_page_is_a_page_of_the_pdf_and_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    monkeypatch.setattr(documents, "PACKAGE", tmp_path)  # Typst reads nothing outside of its root
    template = tmp_path / "plate.typ"
    template.write_text(PLATE)

    pictures = documents.pictures(template, {"names": names})

    assert len(pictures) == documents.pages_of(documents.pdf(template, {"names": names})) == len(names)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
