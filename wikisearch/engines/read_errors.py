"""What is said when an index cannot be read: that it is damaged, or what the machine lacks."""

from errno import EMFILE, ENFILE, ENOMEM
from pathlib import Path

from wikisearch.errors import ResourceError, WikisearchError
from wikisearch.storage.files import damaged

_LACKS = {EMFILE, ENFILE, ENOMEM}


def read_errors(directory: Path, error: BaseException) -> WikisearchError:
    """Error for what went wrong while the files of an engine were read."""
    if isinstance(error, OSError) and error.errno in _LACKS:
        return ResourceError(
            f"{directory}: the index cannot be read now ({error.strerror}); "
            "close other indexes or programs, or raise the limits (ulimit -n)"
        )
    return damaged(directory, error)
