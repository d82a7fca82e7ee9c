"""A text file -> its rows; an OptionError names the line of a mistake."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from wikisearch.errors import OptionError


def lines(path: str | PathLike[str], what: str) -> Iterator[tuple[str, str]]:
    """Yield each line that is not blank, after its location as `file, line N`.

    `what` names the content of a line, for the error about an empty file.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise OptionError(path, f"not UTF-8 text ({error.reason})", "save it as UTF-8") from error
    except OSError as error:
        raise OptionError(path, f"cannot be read ({error.strerror or error})") from error
    if not text.strip():
        raise OptionError(path, f"the file has no {what}")
    # splitlines() would also split at Unicode line breaks, which a query may contain.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}, line {number}", line.rstrip("\r")


def read_table(path: str | PathLike[str], what: str) -> dict[str, str]:
    """Read `id TAB text` lines."""
    rows: dict[str, str] = {}
    for location, line in lines(path, what):
        name, tab, text = line.partition("\t")
        if not tab:
            raise OptionError(location, "no tab after the id")
        if name.split() != [name]:
            raise OptionError(location, f"the id before the tab must be one word, not {name!r}")
        if not text.strip():
            raise OptionError(location, f"no {what} after the tab")
        if name in rows:
            raise OptionError(location, f"duplicate id {name}")
        rows[name] = text
    return rows


def check_known(names: Iterable[str], queries: Iterable[str], path: str | PathLike[str]) -> None:
    """Raise OptionError for ids that are not ids of queries."""
    unknown = sorted(set(names).difference(queries))
    if unknown:
        more = f" and {len(unknown) - 1:,} more" if len(unknown) > 1 else ""
        raise OptionError(
            path, f"no query has the id {unknown[0]}{more}", "use the file of the same queries"
        )
