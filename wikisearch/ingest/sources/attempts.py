"""Some work on one file -> its result, or what went wrong with it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from wikisearch.errors import PageError, WikisearchError


class Named(Protocol):
    """What work is done on: a file, or many under one name."""

    @property
    def path(self) -> str:
        """Name by which it is reported when the work fails."""


Item = TypeVar("Item", bound=Named)
Result = TypeVar("Result")

MANY = 100_000
"""Objects made and not freed before Python looks for garbage among them: looking takes longer than
reading, and there is hardly any, for pages are taken apart when they are read."""


def attempt(work: Callable[[Item], Result], file: Item) -> Result | PageError:
    """Give `work(file)`, or what went wrong with it as a PageError."""
    try:
        return work(file)
    except PageError as error:
        return PageError(error.path, error.reason, transient=error.transient)
    except WikisearchError as error:
        return PageError(file.path, str(error), transient=error.transient)
    except Exception as error:  # noqa: BLE001 - one page must not stop the run
        return page_error(file, error)


def page_error(file: Named, error: Exception) -> PageError:
    """Transient error for work that failed, for example for lack of memory."""
    reason = f"cannot be processed: {type(error).__name__}: {error}"
    return PageError(file.path, reason, transient=True)
