"""Every address with arguments, and what its arguments are. A new address must be understood here."""

from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from nhipcau.accounts.http import PUBLIC, SIGNED_IN
from nhipcau.accounts.models import User
from nhipcau.accounts.rules import may
from tests.walks.party import Party

# Arguments that name a step or a choice, nothing of anybody's. A value that exists, so that the address answers.
WORDS = {
    "stage": "pool",
    "purpose": "messages",
    "step": "noi-o",
    "section": "viec",
    "size": "80",
    "link_code": "abcdefghjk",
}
# How many of a party's things of one kind a walk takes: those that differ for who may see them.
WALKED = {
    "session_id": ("draft", "coming", "running", "closed"),
    "site_id": ("draft_hall", "running_hall", "running_online"),
    "desk_id": ("table", "in_room"),
    "ticket_id": ("waiting", "away", "in_room"),
    "interview_id": ("called", "in_room", "done"),
    "seeker_id": ("seeker", "called"),
    "role_id": ("front_desk", "manager"),
    "registration_id": ("expected", "here", "at_home", "village"),
    "participation_id": ("coming_verified", "running_verified"),
    "employer_id": ("verified", "waiting"),
    "recruiter_id": ("colleague",),
    "complaint_id": ("money",),
    "sheet_id": ("checked", "mapping"),
    "order_id": ("open", "requested", "draft"),
    "ask_id": ("to_us", "from_us"),
    "room": ("in_room",),
    "secret": ("done",),
    "paper_id": ("report", "people"),
    "call_id": ("waits", "comes"),
    "appointment_id": ("proposed",),
    "device_id": ("door",),
    "gathering_id": ("talk", "group"),
    "hall": ("talk", "group"),
    "member_id": ("candidate",),
}


@dataclass(frozen=True)
class Route:
    name: str
    arguments: tuple[str, ...]
    permission: str

    @property
    def names_a_thing(self) -> bool:
        return any(name not in WORDS for name in self.arguments)

    def stops_at_the_door(self, user: User | None) -> bool:
        """Refused whatever the thing is, so one of each kind is enough."""
        if self.permission == PUBLIC:
            return False
        if user is None:
            return True
        return self.permission != SIGNED_IN and not any(may(user, one) for one in self.permission.split(", "))


def routes() -> list[Route]:
    """Ours, in the order of their names."""
    return sorted(_walk(get_resolver()), key=lambda route: route.name)


def _walk(resolver: URLResolver, prefix: str = "") -> list[Route]:
    found: list[Route] = []
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            found += _walk(part, f"{prefix}{part.namespace}:" if part.namespace else prefix)
        elif isinstance(part, URLPattern) and str(part.callback.__module__).startswith("nhipcau."):
            declared = getattr(part.callback, "access_declared", "")
            found.append(Route(f"{prefix}{part.name}", tuple(part.pattern.converters), declared))
    return found


def things(route: Route, party: Party, *, only: int | None = None) -> list[tuple[str, dict[str, Any]]]:
    """The arguments of the address for each thing of this party: (its name of ours, arguments). `only` takes one."""
    chosen: list[tuple[str, dict[str, Any]]] = [("", {})]
    for argument in route.arguments:
        if argument in WORDS:
            chosen = [(name, {**known, argument: WORDS[argument]}) for name, known in chosen]
            continue
        values = party.ids[argument]
        names = WALKED.get(argument) or tuple(values)
        chosen = [
            (f"{before} {name}".strip(), {**known, argument: values[name]})
            for before, known in chosen
            for name in (names if only is None else [names[only % len(names)]])
        ]
    return chosen


ALL = routes()
WITH_THINGS = [route for route in ALL if route.names_a_thing]
