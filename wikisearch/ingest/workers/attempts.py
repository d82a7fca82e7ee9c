"""Work on one file -> its result, or its error as a value."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from wikisearch.errors import PageError, WikisearchError


class HasPath(Protocol):
    """What work is done on: a file, or a group of files with one name."""

    @property
    def path(self) -> str:
        """Name in error reports."""


Item = TypeVar("Item", bound=HasPath)
Result = TypeVar("Result")

GC_THRESHOLD = 200_000
"""Allocations before Python collects garbage: a collection takes longer than reading pages, and
finds hardly any cycles, since each page is unlinked after it was read."""


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
