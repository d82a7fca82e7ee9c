"""Count the steps of a call, so that no test depends on the speed or the load of a machine.

A step is a line of Python that runs, or a call of a function written in C. How long one call of C
code takes is not counted here: `python -m bench --experiments growth` measures it.
"""

import sys

LARGER = 8
"""The second input is so many times as long as the first."""


def count_steps(work, *arguments):
    """Return the number of steps of a call, and its result."""
    steps = 0

    def on_line(_frame, event, _argument):
        nonlocal steps
        steps += event == "line"
        return on_line

    def on_call(_frame, event, _argument):
        nonlocal steps
        steps += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(on_line)
    sys.setprofile(on_call)
    try:
        found = work(*arguments)
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return steps, found


def assert_linear(work, make, size):
    """Check that 8 times the input takes at most 8 times the steps, and 25 % for sorting."""
    work(make(size + 1))  # imports modules; with another size, so that the next call is not cached
    few, _ = count_steps(work, make(size))
    many, _ = count_steps(work, make(LARGER * size))
    assert many <= 1.25 * LARGER * few, f"{few:,} steps for {size:,}, {many:,} for {LARGER} times"
