"""Settings of a run: full, quick, or from options."""

from dataclasses import dataclass

from bench.queries import CLASSES
from bench.systems.registry import SYSTEMS

EXPERIMENTS = ("build", "update", "latency", "start", "languages", "growth", "scale", "tokens")
CORPORA = ("cppreference", "python", "made-up")


@dataclass(frozen=True, slots=True)
class Settings:
    """One run of the bench."""

    experiments: tuple[str, ...] = EXPERIMENTS
    corpora: tuple[str, ...] = CORPORA
    systems: tuple[str, ...] = tuple(SYSTEMS)
    classes: tuple[str, ...] = tuple(CLASSES)

    builds: int = 3
    """Rounds of builds and updates."""

    rounds: int = 5
    """Rounds of queries, after one warm-up round."""

    queries: int = 100
    """Per class."""

    patience: float = 30.0
    """Seconds per class; a slower system gets `slow_rounds` and `slow_queries`."""

    slow_rounds: int = 2
    slow_queries: int = 25

    cold_queries: int = 10
    starts: int = 40
    """Cold starts of each command."""

    made_up: int = 10_000
    """Sections of the made-up corpus."""

    sizes: tuple[int, ...] = (1_000, 10_000, 20_000, 50_000, 100_000)
    """Sections of the made-up wikis in `scale`."""

    tokens: tuple[int, ...] = ()
    """Sections of the made-up wikis in `tokens`; none by default, because it is slow."""

    repetitions: int = 4_000
    """Size of the smallest input in `growth`: how often its construct is repeated."""

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
    repetitions=250,
)
"""All experiments in a minute or two; its figures are not reliable."""
