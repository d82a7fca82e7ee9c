"""Files of queries and of judgements -> a task: what to ask, and what each answer is worth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike

from wikisearch.errors import OptionError
from wikisearch.evaluation.files import check_known, lines, read_table


class Level(StrEnum):
    """What is judged."""

    PAGE = "page"
    """Pages, named by their path without suffix."""

    SECTION = "section"
    """Sections, named by that and `#anchor`; the top of a page by the page alone."""


@dataclass(frozen=True, slots=True)
class Task:
    """Judged queries."""

    queries: Mapping[str, str]
    """Text of each query, by its id."""

    judged: Mapping[str, Mapping[str, int]]
    """For each judged query the grade of each judged unit; any other unit has 0."""

    level: Level
    classes: Mapping[str, str]
    """Class of each query that has one."""


def read_task(
    queries: str | PathLike[str],
    qrels: str | PathLike[str],
    level: Level = Level.PAGE,
    classes: str | PathLike[str] | None = None,
) -> Task:
    """Read queries, TREC judgements, and classes of queries if there is a file of them.

    Queries that nothing is judged for are asked and not measured. Raises OptionError, which names
    the file and the line, for anything that is not as it should be: a file without lines or not in
    UTF-8, a line of another form, ids that no query has, judgements of the other level.
    """
    asked = read_table(queries, "query")
    judged = _read_qrels(qrels)
    check_known(judged, asked, qrels)
    check_level((unit for grades in judged.values() for unit in grades), level, qrels)
    groups = read_table(classes, "class") if classes is not None else {}
    if classes is not None:
        check_known(groups, asked, classes)
    return Task(asked, judged, level, groups)


def check_level(units: Iterable[str], level: Level, path: str | PathLike[str]) -> None:
    """Raise OptionError for units that are not of this level."""
    # A page may be called c#: only what follows the sign is an anchor.
    section = next((unit for unit in units if unit.partition("#")[2]), None)
    if level is Level.PAGE and section is not None:
        raise OptionError(f"{path}: {section} is a section; to measure sections: --level section")
    if level is Level.SECTION and section is None:
        raise OptionError(f"{path}: no unit has an #anchor; to measure pages: --level page")


def _read_qrels(path: str | PathLike[str]) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for place, line in lines(path, "judgement"):
        # From both ends: the path of a page may have spaces in it.
        query, *between = line.split(maxsplit=2)
        unit, *last = between[-1].rsplit(maxsplit=1) if len(between) > 1 else [""]
        if not last:
            raise OptionError(f"{place}: not `query 0 unit grade`: {line.strip()!r}")
        try:
            grade = int(last[0])
        except ValueError as error:
            raise OptionError(f"{place}: the grade {last[0]!r} is no whole number") from error
        grades = judged.setdefault(query, {})
        if grades.setdefault(unit, grade) != grade:
            raise OptionError(f"{place}: {unit} has another grade for {query} before")
    return judged
