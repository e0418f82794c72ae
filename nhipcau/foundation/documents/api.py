"""Papers: a Typst template and plain data become a PDF. Faces with Vietnamese letters come with the library."""

import json
from pathlib import Path
from typing import Any

import typst


def pdf(template: Path, data: dict[str, Any]) -> bytes:
    """The template reads `json.decode(sys.inputs.data)`. Raises typst.TypstError when it cannot be set."""
    return bytes(
        typst.compile(
            str(template),
            format="pdf",
            root=str(template.parent),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
        )
    )
