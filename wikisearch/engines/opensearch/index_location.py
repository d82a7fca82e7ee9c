"""The location of an index: hosts, alias and index name, from a URL or from a generation."""

import json
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

from wikisearch.errors import BadIndexError, IndexDamagedError, OptionError, rebuild
from wikisearch.storage.files import read_bytes
from wikisearch.storage.io_errors import DECODE_ERRORS

URL = "WIKISEARCH_OPENSEARCH_URL"
_FILE = "opensearch.json"
_MAX_FILE_BYTES = 1 << 16
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_INDEX_SUFFIX = re.compile(r"-\d{14}-[0-9a-f]{8}")
_PORTS = {"http": 9200, "https": 443}
_MAX_SHARDS = 1024


@dataclass(frozen=True, slots=True)
class IndexLocation:
    """Where an index is; it has no password."""

    hosts: tuple[str, ...]
    """Scheme, host and port of some nodes, or of a proxy before them."""

    name: str
    """The alias; the names of the indexes behind it begin with it."""

    shards: int = 1
    index: str = ""
    builder: str = ""
    """Random id of the index folder: a build deletes only the indexes with its own id."""

    def owns(self, index: str) -> bool:
        """Return whether an index has a name like those behind the alias."""
        suffix = index.removeprefix(self.name)
        return bool(_NAME.fullmatch(self.name) and _INDEX_SUFFIX.fullmatch(suffix))

    def renewed(self) -> "IndexLocation":
        """Return the location of a new index behind the same alias."""
        suffix = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        return replace(self, index=f"{self.name}-{suffix}")

    def write(self, directory: Path) -> None:
        """Write the location into a generation."""
        (directory / _FILE).write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, directory: Path) -> "IndexLocation":
        """Read the location of a generation; raises IndexDamagedError if it is not valid."""
        try:
            facts = json.loads(read_bytes(directory / _FILE, _MAX_FILE_BYTES))
            hosts = tuple(origin(split_url(host, host)) for host in facts.pop("hosts"))
            location = cls(hosts, **facts)
            is_valid = location.owns(location.index) and _is_typed(location)
        except (OSError, OptionError, *DECODE_ERRORS) as error:
            raise IndexDamagedError(
                directory / _FILE, f"it cannot be read ({error})", rebuild(directory.parent)
            ) from error
        if not is_valid:
            raise IndexDamagedError(
                directory / _FILE, "it names no index of wikisearch", rebuild(directory.parent)
            )
        return location


def generation_locations(directory: Path) -> list[IndexLocation]:
    """Return the locations of the generations of an index folder, the newest last."""
    locations = []
    # Numbers have six digits or more: of two names, the longer one is newer.
    for generation in sorted(directory.iterdir(), key=lambda path: (len(path.name), path.name)):
        with suppress(BadIndexError):
            locations.append(IndexLocation.read(generation))
    return locations


def location_of(url: str) -> IndexLocation:
    """Parse a user's URL, `https://host:9200/name?shards=3`; several hosts have commas between.

    Raises OptionError.
    """
    hosts = [split_url(host, url) for host in url.split(",")]
    location = IndexLocation(tuple(map(origin, hosts)), hosts[-1].path.strip("/") or "wikisearch")
    if not _NAME.fullmatch(location.name):
        raise OptionError(
            repr(location.name),
            "it cannot be the name of an index",
            "use lower-case letters, digits, - . _",
        )
    return replace(location, shards=_shards(parse_qs(hosts[-1].query).get("shards", ["1"])))


def split_url(url: str, shown: str) -> SplitResult:
    """Split the URL of one host; an error shows `shown` without any password."""
    with suppress(ValueError):  # an invalid port, a bracket that is not closed
        parts = urlsplit(url.strip())
        # An @ in the path means that the password has a character that ends the host name.
        is_whole = not any("@" in part for part in (parts.path, parts.query, parts.fragment))
        if parts.scheme in _PORTS and parts.hostname and parts.port != 0 and is_whole:
            return parts
    raise OptionError(
        repr(shown.rpartition("@")[2]),
        "it is not the URL of a cluster, like https://host:9200/wiki",
        f"check --url and {URL} (in a password, write %2C %2F %3F %23 for , / ? #)",
    )


def origin(parts: SplitResult) -> str:
    """Return scheme, host and port of a URL."""
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    return f"{parts.scheme}://{host}:{parts.port or _PORTS[parts.scheme]}"


def _shards(values: Sequence[str]) -> int:
    if not re.fullmatch("[1-9][0-9]{0,3}", values[-1]) or int(values[-1]) > _MAX_SHARDS:
        raise OptionError(
            f"shards={values[-1]}", f"the number of shards must be from 1 to {_MAX_SHARDS}"
        )
    return int(values[-1])


def _is_typed(location: IndexLocation) -> bool:
    is_number = type(location.shards) is int and 1 <= location.shards <= _MAX_SHARDS
    return is_number and isinstance(location.builder, str) and bool(location.hosts)
