"""A task and an index -> the judged units that the index does not have."""

from collections.abc import Callable, Container

from wikisearch.evaluation.task import Level, Task
from wikisearch.model.page import Page
from wikisearch.model.stored_pages import section_key


def missing_units(task: Task, pages: Container[str], load: Callable[[str], Page]) -> list[str]:
    """List the relevant pages or sections that no search of an index can return, in order.

    `pages` has the ids of all pages of the index, and `load` returns the page with such an id.
    """
    relevant = {unit for grades in task.judged.values() for unit in grades if grades[unit] > 0}
    if task.level is Level.PAGE:
        return sorted(unit for unit in relevant if unit not in pages)
    return sorted(unit for unit in relevant if not _is_section(unit, pages, load))


def _is_section(unit: str, pages: Container[str], load: Callable[[str], Page]) -> bool:
    page = unit.partition("#")[0]
    if page not in pages:
        return False
    return any(section_key(page, section.anchor) == unit for section in load(page).sections)
