"""The files of a source -> shards, by the hash of each path."""

from collections.abc import Sequence
from dataclasses import dataclass

from wikisearch.ingest import SourceEntry
from wikisearch.model.digest import digest


@dataclass(frozen=True, slots=True)
class Shard:
    """Some of the files of a source, in their order."""

    path: str
    """Name of the shard: its number, and the number of shards."""

    files: tuple[SourceEntry, ...]


def shards_of(files: Sequence[SourceEntry], count: int) -> list[Shard]:
    """Distribute files over shards; empty shards are left out.

    A new file changes one shard, and not all that follow.
    """
    files_of: dict[int, list[SourceEntry]] = {}
    for file in files:
        files_of.setdefault(int(digest(file.path, 8), 16) % count, []).append(file)
    width = len(str(count - 1))
    return [
        Shard(f"shard-{number:0{width}}-of-{count}", tuple(files_of[number]))
        for number in sorted(files_of)
    ]
