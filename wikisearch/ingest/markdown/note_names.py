"""What a wiki link names -> the Markdown file."""

from collections.abc import Iterable
from functools import cached_property

from wikisearch.ingest.markdown.markdown_files import is_markdown
from wikisearch.model.digest import digest
from wikisearch.model.ids import without_suffix


class NoteNames:
    """The Markdown files of a folder; wiki links name them by their file names."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._paths = sorted(path for path in paths if is_markdown(path))

    @cached_property
    def fingerprint(self) -> str:
        """Hash of all names: another file can change where a link leads."""
        return digest("\n".join(self._paths), 8)

    def find(self, name: str, here: str) -> str:
        """Return the id of the note that a link on page `here` names; the name if there is none.

        As in Obsidian, it is the note at this path, or else the one with the shortest path that
        ends with the name. A note in the same folder comes first.
        """
        wanted = without_suffix(name.strip().strip("/"))
        key = wanted.casefold()
        folder = here.rpartition("/")[0]
        found = [path for path in self._by_name.get(key.rpartition("/")[2], ()) if _ends(path, key)]
        if not found:
            return wanted
        return min(
            found,
            key=lambda path: (path.casefold() != key, path.rpartition("/")[0] != folder, len(path)),
        )

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for path in map(without_suffix, self._paths):
            names.setdefault(path.rpartition("/")[2].casefold(), []).append(path)
        return names


def _ends(path: str, key: str) -> bool:
    folded = path.casefold()
    return folded == key or folded.endswith(f"/{key}")
