"""How much is measured: a full run, a quick one, or what the options say."""

from dataclasses import dataclass

from bench.peers.registry import PEERS
from bench.queries import CLASSES

WORKS = ("build", "update", "latency", "start", "scale", "tokens")
CORPORA = ("cppreference", "python", "made-up")


@dataclass(frozen=True, slots=True)
class Settings:
    """One run of the bench."""

    works: tuple[str, ...] = WORKS
    corpora: tuple[str, ...] = CORPORA
    peers: tuple[str, ...] = tuple(PEERS)
    classes: tuple[str, ...] = tuple(CLASSES)

    builds: int = 3
    """Rounds of builds and updates."""

    rounds: int = 5
    """Rounds of queries; the first of all, which warms up, comes on top."""

    queries: int = 100
    """Of each class."""

    patience: float = 30.0
    """Seconds; a peer that would take longer over a class is asked less of it: the next two."""

    slow_rounds: int = 2
    slow_queries: int = 25

    cold_queries: int = 10
    starts: int = 40
    """Cold starts of the command."""

    made_up: int = 10_000
    """Sections of the made-up wiki that peers are compared on."""

    sizes: tuple[int, ...] = (1_000, 10_000, 20_000, 50_000, 100_000)
    """Sections of the made-up wikis that show how figures grow."""

    tokens: tuple[int, ...] = ()
    """Sections of the made-up wikis that are indexed from tokens, which takes its time."""

    seed: int = 1


QUICK = Settings(
    corpora=("made-up",),
    builds=1,
    rounds=2,
    slow_rounds=1,
    queries=20,
    slow_queries=5,
    cold_queries=3,
    starts=10,
    made_up=1_000,
    sizes=(250, 1_000),
)
"""A look at everything in a minute or two; its figures prove nothing."""
