"""Which facts there are and who hears of them."""

from collections.abc import Callable
from typing import Any, TypeVar

Fact = TypeVar("Fact")
Receiver = Callable[[Any], None]

receivers: dict[str, dict[str, Receiver]] = {}
kinds: dict[str, type[Any]] = {}


def kind_of(fact: type[Any]) -> str:
    return f"{fact.__module__}.{fact.__qualname__}"


def on(fact: type[Fact]) -> Callable[[Callable[[Fact], None]], Callable[[Fact], None]]:
    """Register a receiver. It may be called twice for one fact, so it must be safe to repeat."""

    def register(receiver: Callable[[Fact], None]) -> Callable[[Fact], None]:
        kinds[kind_of(fact)] = fact
        name = f"{receiver.__module__}.{receiver.__qualname__}"
        receivers.setdefault(kind_of(fact), {})[name] = receiver
        return receiver

    return register
