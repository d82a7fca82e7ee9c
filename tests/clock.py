"""Processor time of work, and how it grows: seconds differ between machines, growth does not."""

import time

TRIES = 3
UNSTEADY = 3
"""Times that a measurement may be off on a machine that others use as well."""


def cpu_seconds(work):
    """Processor seconds of the best of a few tries, and what it gave."""
    return min((_once(work) for _ in range(TRIES)), key=lambda each: each[0])


def assert_grows_no_faster(work, make, size):
    """A text ten times as long takes about ten times as long, not a hundred times; its result."""
    short, _ = _once(work, make(size // 10))  # once: what is done again may be remembered
    long, found = _once(work, make(size))
    assert long <= 10 * UNSTEADY * max(short, 0.005), f"{long:.3f} s after {short:.3f} s"
    return found


def _once(work, *arguments):
    began = time.process_time()
    found = work(*arguments)
    return time.process_time() - began, found
