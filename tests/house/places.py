"""Where the house tests look."""

import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "nhipcau"


def ours(*folders: str) -> list[Path]:
    """Python files of ours, without what Django writes."""
    found = [path for folder in folders for path in sorted((REPOSITORY / folder).rglob("*.py"))]
    return [path for path in found if not {"migrations", "node_modules"} & {*path.parts}]


def committed() -> list[Path]:
    """Every file the repository holds or is about to hold."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    paths = [REPOSITORY / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]
