"""Fuzz for some seconds: `python -m tests.fuzz --seconds 60`; exits with 1 if anything fails.

Pages and queries are fuzzed in a process each. Hypothesis shrinks a failure and tries it first in
the next run. Add it to `saved_queries.txt` or `saved_pages/` with the fix.
"""

import argparse
import subprocess
import sys
import time
import warnings
from itertools import islice
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.errors import HypothesisWarning

from tests.fuzz.changes import changed
from tests.fuzz.pages import check_page, pages
from tests.fuzz.queries import check_query, queries

KINDS = {"pages": (pages(), check_page), "queries": (queries, check_query)}
BATCH = 100
VARIANTS = 15
"""Random changes of each input: Hypothesis takes longer to draw one than wikisearch to read it."""

EXAMPLES = DirectoryBasedExampleDatabase(Path(".hypothesis", "fuzz"))


def fuzz(kind, seconds, most):
    """Try inputs until the time is over or enough are done; print their number."""
    inputs, check = KINDS[kind]
    done = 0

    @settings(
        max_examples=BATCH,
        database=EXAMPLES,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.reuse, Phase.generate, Phase.shrink),
    )
    @given(inputs, st.integers(0, 2**32))
    def batch(value, seed):
        nonlocal done
        for each in (value, *islice(changed(value, seed), VARIANTS)):
            done += 1
            try:
                check(each)
            except BaseException as error:
                error.add_note(f"input: {each!r}")
                raise

    warnings.simplefilter("ignore", HypothesisWarning)  # about the length of a strategy's name
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end and done < most:
            batch()
    finally:
        print(f"{kind}: {done:,} inputs", flush=True)


def main():
    """Fuzz one kind of input here, or all kinds in processes."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--inputs", type=int, default=sys.maxsize, help="stop after so many")
    parser.add_argument("--kind", choices=KINDS, help="default: all")
    options = parser.parse_args()
    if options.kind:
        fuzz(options.kind, options.seconds, options.inputs)
        return
    command = [sys.executable, "-m", "tests.fuzz", *sys.argv[1:], "--kind"]
    running = [subprocess.Popen([*command, kind]) for kind in KINDS]
    sys.exit(max(each.wait() for each in running))


if __name__ == "__main__":
    main()
