"""How time grows with the size of an input: each construct at one, two, four and eight times."""

import time
from collections.abc import Callable, Iterator

from bench.constructs import LINES, PAGES, QUERIES, TEXTS
from bench.figures import Row
from bench.internals import analyze, cut_snippet, parse_html, plan, search
from bench.settings import Settings

TIMES = (1, 2, 4, 8)

_STAGES = (
    ("query", plan, QUERIES),
    ("search", search, QUERIES),
    ("analysis", analyze, LINES),
    ("snippet", cut_snippet, TEXTS),
    ("page", parse_html, PAGES),
)


def growth(settings: Settings) -> Iterator[Row]:
    """Measure processor time in this process; the minimum of some tries."""
    for stage, work, constructs in _STAGES:
        work(constructs[next(iter(constructs))](10))  # imports modules
        for name, make in constructs.items():
            inputs = [make(settings.repetitions * times) for times in TIMES]
            seconds = [_seconds(work, each, settings.builds) for each in inputs]
            figures = {
                f"ms_{times}": each * 1000 for times, each in zip(TIMES, seconds, strict=True)
            }
            ratio = seconds[-1] / max(seconds[0], 1e-6)
            rate = seconds[-1] / len(inputs[-1].encode("utf-8", "surrogatepass")) * 1e6
            figures |= {"ratio": ratio, "s_per_mb": rate}
            yield Row("growth", stage, "wikisearch", name, figures)


def _seconds(work: Callable[[str], object], text: str, tries: int) -> float:
    return min(_once(work, text) for _ in range(tries))


def _once(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began
