"""How much one client may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on every request.

    Attributes:
        seconds: of one query; after that its process is ended.
        megabytes: of one result.
        memory: gigabytes of one query, where the operating system can limit it.
        workers: queries that run at the same time.
    """

    seconds: float = 30.0
    megabytes: float = 50.0
    memory: float = 8.0
    workers: int = 4

    def __post_init__(self) -> None:
        for name in ("seconds", "megabytes", "memory", "workers"):
            if not getattr(self, name) > 0:
                raise ConfigError(f"{name} {getattr(self, name)!r}: expected a number above 0")
