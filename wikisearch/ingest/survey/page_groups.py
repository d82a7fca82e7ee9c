"""The groups of pages that are surveyed together: those of one folder at the top of the wiki."""

from collections.abc import Iterable
from dataclasses import dataclass
from os.path import commonpath


@dataclass(frozen=True, slots=True)
class PageGroups:
    """Assigns each page to the folder below the root that it is in, however deep."""

    root: str = ""
    """Folder that contains all pages; empty for the source folder."""

    @classmethod
    def of(cls, paths: Iterable[str]) -> "PageGroups":
        """Find the deepest folder that contains all pages."""
        return cls(commonpath([path.rpartition("/")[0] for path in paths]))

    def name(self, path: str) -> str:
        """Return the name of the group; empty for a page directly in the root."""
        start = len(self.root) + 1 if self.root else 0
        return path[start:].partition("/")[0] if "/" in path[start:] else ""
