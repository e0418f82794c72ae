"""Every address says who may open it."""

import re
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from nhipcau.accounts.http import THIRD_PARTY
from tests.house.places import PACKAGE, ours
from tests.reached import addresses

NAMED = re.compile(r"""(?:{%\s*url\s+|\b(?:reverse|reverse_lazy|redirect)\(\s*)["']([\w:-]+)["']""")


def is_listed(view: Any) -> bool:
    """Addresses of libraries stand in one table, with what opens them."""
    view = getattr(view, "view_class", view)
    return str(view.__module__).startswith(tuple(THIRD_PARTY))


def test_every_address_declares_who_may_open_it() -> None:
    open_ones = [
        route
        for route, view in addresses(get_resolver().url_patterns)
        if not hasattr(view, "access_declared") and not is_listed(view)
    ]
    assert open_ones == []


def test_no_two_addresses_are_the_same() -> None:
    routes = [route for route, _view in addresses(get_resolver().url_patterns)]
    assert sorted({route for route in routes if routes.count(route) > 1}) == []


def test_every_address_of_ours_has_a_name() -> None:
    nameless = [str(pattern.pattern) for pattern in walk(get_resolver()) if not pattern.name]
    assert nameless == []


def walk(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            found += walk(part)
        elif str(part.callback.__module__).startswith("nhipcau."):
            found.append(part)
    return found


def test_every_address_a_page_points_to_exists() -> None:
    """A wrong name breaks the page only when somebody opens it in just that state."""
    known = names(get_resolver())
    sources = [*PACKAGE.glob("*/templates/**/*.html"), *PACKAGE.glob("foundation/ui/templates/**/*.html")]
    wrong = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in [*sources, *ours("nhipcau")]
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
        if name not in known
    }
    assert sorted(wrong) == []


def names(resolver: URLResolver, prefix: str = "") -> set[str]:
    found: set[str] = set()
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            found |= names(part, f"{prefix}{part.namespace}:" if part.namespace else prefix)
        elif part.name:
            found.add(prefix + part.name)
    return found
