"""A task and an index -> the judged units that the index does not have."""

from collections.abc import Callable

from wikisearch.evaluation.task import Level, Task
from wikisearch.model.page import Page
from wikisearch.model.stored_pages import section_key


def missing_units(task: Task, load: Callable[[str], Page | None]) -> list[str]:
    """List the relevant pages or sections that no search of an index can return, in order.

    `load` returns the page with an id, or None.
    """
    relevant = {unit for grades in task.judged.values() for unit in grades if grades[unit] > 0}
    return sorted(unit for unit in relevant if not _exists(unit, task.level, load))


def _exists(unit: str, level: Level, load: Callable[[str], Page | None]) -> bool:
    page = load(unit if level is Level.PAGE else unit.partition("#")[0])
    if page is None or level is Level.PAGE:
        return page is not None
    return any(section_key(page.id, section.anchor) == unit for section in page.sections)
