"""The sections that all systems index, as wikisearch extracts them: a file of JSON lines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading."""

    id: str
    title: str
    """Title of its page."""

    heading: str
    """Empty for the top of a page."""

    text: str


def write_sections(file: Path, sections: Iterable[Section]) -> None:
    """Write sections, one per line."""
    with file.open("w", encoding="utf-8") as opened:
        opened.writelines(json.dumps(asdict(section)) + "\n" for section in sections)


def read_sections(file: Path) -> Iterator[Section]:
    """Yield the sections of a file without keeping them in memory."""
    with file.open(encoding="utf-8") as opened:
        for line in opened:
            yield Section(**json.loads(line))
