"""The OpenSearch engine: one index per generation, and an alias for the live one."""

import secrets
from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from os import environ
from pathlib import Path

from wikisearch.engines.opensearch.cluster_errors import cluster_errors
from wikisearch.engines.opensearch.connection import connected
from wikisearch.engines.opensearch.index_location import (
    URL,
    IndexLocation,
    generation_locations,
    location_of,
)
from wikisearch.engines.opensearch.reader import OpenSearchReader
from wikisearch.engines.opensearch.writer import OpenSearchWriter
from wikisearch.errors import OptionError
from wikisearch.model.query import MAX_EXPANSIONS


class OpenSearchEngine:
    """Indexes on a cluster, for wikis that one machine cannot hold or that need replicas."""

    def __init__(self, url: str = "", max_expansions: int = MAX_EXPANSIONS) -> None:
        self._url = url
        self._max_expansions = max_expansions

    def create(self, directory: Path) -> OpenSearchWriter:
        """Start an index."""
        return OpenSearchWriter(self._new_location(directory), directory, self._url)

    def update(self, old: Path, new: Path, without: Collection[str]) -> OpenSearchWriter | None:
        """Start an index as a clone of an old one; the cluster shares the files of both."""
        source, location = IndexLocation.read(old), self._new_location(new)
        if replace(location, index=source.index) != source:
            return None
        writer = OpenSearchWriter(location, new, self._url, source)
        writer.delete(without)
        return writer

    def open(self, directory: Path) -> OpenSearchReader:
        """Open a finished index."""
        return OpenSearchReader(directory, self._url, self._max_expansions)

    def publish(self, directory: Path) -> None:
        """Move the alias to the index of a generation, in one step."""
        location = IndexLocation.read(directory)
        subject = f"{directory.parent} is built and live, but its alias could not be updated"
        with closing(connected(location, self._url)) as client, cluster_errors(subject):
            others = {"index": f"{location.name}-*", "alias": location.name, "must_exist": False}
            added = {"index": location.index, "alias": location.name}
            client.indices.update_aliases(body={"actions": [{"remove": others}, {"add": added}]})

    def _new_location(self, directory: Path) -> IndexLocation:
        """Return a new location at the user's URL, or behind the alias of the newest generation."""
        url, locations = self._url or environ.get(URL, ""), generation_locations(directory.parent)
        if not url and not locations:
            raise OptionError(
                "the engine opensearch needs the URL of a cluster",
                remedy=f"set --url, or {URL}=https://host:9200/name",
            )
        location = location_of(url) if url else locations[-1]
        builder = locations[-1].builder if locations else ""
        return replace(location.renewed(), builder=builder or secrets.token_hex(16))
