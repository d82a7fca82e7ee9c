"""Files of queries and judgements -> a task."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike

from wikisearch.errors import OptionError
from wikisearch.evaluation.judged_files import check_known, lines, read_table


class Level(StrEnum):
    """What is judged."""

    PAGE = "page"
    """Pages, identified by path without suffix."""

    SECTION = "section"
    """Sections, identified by page and `#anchor`; the top of a page by the page alone."""


@dataclass(frozen=True, slots=True)
class Task:
    """Judged queries."""

    queries: Mapping[str, str]
    """Text of each query, by its id."""

    judged: Mapping[str, Mapping[str, int]]
    """Relevance grade of each judged unit, by query; other units have grade 0."""

    level: Level
    classes: Mapping[str, str]
    """Class of each query that has one."""


def read_task(
    queries: str | PathLike[str],
    qrels: str | PathLike[str],
    level: Level = Level.PAGE,
    classes: str | PathLike[str] | None = None,
) -> Task:
    """Read queries, TREC judgements, and optionally classes of queries.

    Queries without judgements are run but not measured. Raises OptionError, which names the file
    and the line, for an empty file, text that is not UTF-8, a malformed line, an unknown query id,
    or judgements of the other level.
    """
    texts = read_table(queries, "query")
    judged = _read_qrels(qrels)
    check_known(judged, texts, qrels)
    check_level((unit for grades in judged.values() for unit in grades), level, qrels)
    query_classes = read_table(classes, "class") if classes is not None else {}
    if classes is not None:
        check_known(query_classes, texts, classes)
    return Task(texts, judged, level, query_classes)


def check_level(units: Iterable[str], level: Level, path: str | PathLike[str]) -> None:
    """Raise OptionError for units of the other level."""
    # A page may be called c#: an anchor has at least one character after the #.
    section = next((unit for unit in units if unit.partition("#")[2]), None)
    if level is Level.PAGE and section is not None:
        raise OptionError(path, f"{section} is a section", "for sections use --level section")
    if level is Level.SECTION and section is None:
        raise OptionError(path, "no unit has an #anchor", "for pages use --level page")


def _read_qrels(path: str | PathLike[str]) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for location, line in lines(path, "judgement"):
        # Split from both ends: a page path may contain spaces.
        query, *between = line.split(maxsplit=2)
        unit, *last = between[-1].rsplit(maxsplit=1) if len(between) > 1 else [""]
        if not last:
            raise OptionError(location, f"expected `query 0 unit grade`, not {line.strip()!r}")
        try:
            grade = int(last[0])
        except ValueError as error:
            raise OptionError(location, f"the grade {last[0]!r} is not a whole number") from error
        grades = judged.setdefault(query, {})
        if grades.setdefault(unit, grade) != grade:
            raise OptionError(location, f"{unit} already has another grade for {query}")
    return judged
