"""later"""
from typing import Any
def measure(calls: int, told: Any) -> None:
    pass
