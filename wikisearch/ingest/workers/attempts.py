"""Work on one file -> its result, or its error as a value."""

import gc
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from wikisearch.errors import PageError, WikisearchError


class HasPath(Protocol):
    """What work is done on: a file, or a group of files with one name."""

    @property
    def path(self) -> str:
        """Name in error reports."""


Item = TypeVar("Item", bound=HasPath)
Result = TypeVar("Result")

GC_THRESHOLD = 2_000_000
"""Allocations before Python collects garbage by itself: it would go through the tree of a large
page, which is unlinked after it was read."""


def attempt_all(
    work: Callable[[Item], Result], files: Iterable[Item]
) -> Iterator[Result | PageError]:
    """Yield the results of some files, of as many as a worker gets at once."""
    # What was read before is gone but for its parsers, which are cycles: few objects are left.
    gc.collect(0)
    for file in files:
        yield attempt(work, file)


def attempt(work: Callable[[Item], Result], file: Item) -> Result | PageError:
    """Return `work(file)`, or the error that it raises as a PageError."""
    try:
        return work(file)
    except PageError as error:
        return PageError(error.path, error.reason, transient=error.transient)
    except WikisearchError as error:
        return PageError(file.path, str(error), transient=error.transient)
    except Exception as error:  # noqa: BLE001 - one page must not stop the build
        return page_error(file, error)


def page_error(file: HasPath, error: Exception) -> PageError:
    """Return a transient error for work that failed, for example because memory ran out."""
    reason = f"cannot be processed: {type(error).__name__}: {error}"
    return PageError(file.path, reason, transient=True)
