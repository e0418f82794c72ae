"""Every address is opened by some test: the run remembers which were, and this module names the others."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

FOLDER = Path(__file__).parents[1] / "var" / "reached"
seen: set[str] = set()


class Remember:
    """Test settings put it last among the middleware. An answer that refuses is not a visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match and response.status_code < 400:
            seen.add(request.resolver_match.route)
        return response


def begin(config: pytest.Config) -> None:
    """The process that hands out the tests forgets the run before."""
    if not hasattr(config, "workerinput"):
        for path in FOLDER.glob("*.json"):
            path.unlink()


def keep(config: pytest.Config) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    (FOLDER / f"{worker}.json").write_text(json.dumps(sorted(seen)))


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every route of the resolver with the view that answers it."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def is_ours(view: Any) -> bool:
    return str(getattr(view, "__module__", "")).startswith("nhipcau.")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django
    from django.urls import get_resolver

    django.setup()
    visited = {route for path in FOLDER.glob("*.json") for route in json.loads(path.read_text())}
    ours = {route for route, view in addresses(get_resolver().url_patterns) if is_ours(view)}
    missed = sorted(ours - visited)
    print(f"{len(ours) - len(missed)} of our {len(ours)} addresses were opened by a test.")
    for route in missed:
        print(f"  no test opens /{route}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
