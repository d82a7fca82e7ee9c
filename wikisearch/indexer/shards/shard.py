"""The files of a source -> shards, by a rule that does not depend on what other files there are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from wikisearch.ingest import SourceFile


@dataclass(frozen=True, slots=True)
class Shard:
    """Some of the files of a source, in their order."""

    path: str
    """Name of the shard: its number, and of how many."""

    files: tuple[SourceFile, ...]


def shards_of(files: Sequence[SourceFile], count: int) -> list[Shard]:
    """Deal the files out by the hashes of their paths; shards that would have none are left out.

    So a new file makes one shard another one, and not all that come after it.
    """
    dealt: dict[int, list[SourceFile]] = {}
    for file in files:
        dealt.setdefault(_number(file.path, count), []).append(file)
    width = len(str(count - 1))
    return [
        Shard(f"shard-{number:0{width}}-of-{count}", tuple(dealt[number]))
        for number in sorted(dealt)
    ]


def _number(path: str, count: int) -> int:
    digest = hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) % count
