"""A text file -> its rows; whatever is wrong with one is an OptionError that names the line."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from wikisearch.errors import OptionError


def lines(path: str | PathLike[str], what: str) -> Iterator[tuple[str, str]]:
    """Yield each line that is not blank, with the words that name its place.

    `what` is what a file without any line has none of.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise OptionError(f"{path}: not UTF-8 text ({error.reason}); save it as UTF-8") from error
    except OSError as error:
        raise OptionError(f"{path}: cannot be read ({error.strerror or error})") from error
    if not text.strip():
        raise OptionError(f"{path}: there is no {what} in it")
    # Not splitlines(): a query may have the other line breaks of Unicode in it.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}, line {number}", line.rstrip("\r")


def read_table(path: str | PathLike[str], what: str) -> dict[str, str]:
    """Read `id TAB text` lines."""
    rows: dict[str, str] = {}
    for place, line in lines(path, what):
        name, tab, text = line.partition("\t")
        if not tab:
            raise OptionError(f"{place}: there is no tab after the id")
        if name.split() != [name]:
            raise OptionError(f"{place}: an id is one word before the tab, not {name!r}")
        if not text.strip():
            raise OptionError(f"{place}: there is no {what} after the tab")
        if name in rows:
            raise OptionError(f"{place}: {name} has a line before")
        rows[name] = text
    return rows


def check_known(names: Iterable[str], queries: Iterable[str], path: str | PathLike[str]) -> None:
    """Raise OptionError for ids that no query has."""
    unknown = sorted(set(names).difference(queries))
    if unknown:
        more = f" and {len(unknown) - 1:,} more" if len(unknown) > 1 else ""
        raise OptionError(f"{path}: there is no query {unknown[0]}{more}; is it of other queries?")
