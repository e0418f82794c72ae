"""Which scale a score was reckoned by: a short mark that changes when any table or limit does."""

from functools import lru_cache
from hashlib import sha256

from nhipcau.matching.suitability import scale


@lru_cache(maxsize=1)
def edition() -> str:
    """Eight hexadecimal digits over every constant of `scale`, by name."""
    told = sorted((name, repr(value)) for name, value in vars(scale).items() if name.isupper())
    return sha256(repr(told).encode()).hexdigest()[:8]
