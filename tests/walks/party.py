"""One of the two parties of a walk, and what it has by the names that addresses use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre
from nhipcau.seekers.models import Seeker
from tests.walks.belongings import Belongings
from tests.walks.marks import private, public


@dataclass
class Party:
    """`ids` are its things by the name of the address's argument, then by a name of ours, the plainest first."""

    letter: str
    centre: Centre
    users: dict[str, User] = field(default_factory=dict)
    ids: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, Seeker] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def keep(self, kind: str, name: str, row: Any) -> Any:
        """Answers the row, and remembers it for the addresses."""
        self.ids.setdefault(kind, {})[name] = row.pk
        self.things[f"{kind}.{name}"] = row
        return row

    def private(self, what: str) -> str:
        return private(self.letter, what)

    def public(self, what: str) -> str:
        return public(self.letter, what)

    def thing(self, name: str) -> Any:
        return self.things[name]


@dataclass(frozen=True)
class World:
    """`of_b` are the keys of every row that is there because of the second party."""

    a: Party
    b: Party
    of_b: Belongings


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
