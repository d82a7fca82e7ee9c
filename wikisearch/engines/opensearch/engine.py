"""OpenSearch as an engine: an index for each generation, and an alias that names the live one."""

import secrets
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from dataclasses import replace
from os import environ
from pathlib import Path
from typing import Any

from opensearchpy.exceptions import RequestError
from opensearchpy.helpers import bulk

from wikisearch.engines.lucene_regex import MOST_LETTERS
from wikisearch.engines.opensearch.connection import (
    URL,
    IndexLocation,
    RetryingTransport,
    asking,
    connected,
    location_of,
    refusal,
)
from wikisearch.engines.opensearch.reader import MOST, OpenSearchReader
from wikisearch.engines.opensearch.schema import MAPPINGS, SIMILARITY, Json, actions
from wikisearch.engines.token_encoding import encoded
from wikisearch.errors import BadIndexError, ClusterUnavailableError, OptionError
from wikisearch.model.document import Document, by_page
from wikisearch.model.query import MAX_EXPANSIONS

_PENDING = 1000  # documents held back, so that bulk requests are worth their way
_BULK = 8 << 20  # bytes of one
_GONE = "30s"  # how long a bulk request waits for a shard that is gone
_BUSY = 120  # seconds for a bulk request
_LONG = 3600  # seconds for what takes as long as an index is large
_TRIES = 6  # to send what the cluster is too busy for: a minute in all
_THERE = 409  # status of a document with an id that the index has
_EXISTS = "resource_already_exists_exception"  # of an index with that name
_BUILDING = {
    "index.refresh_interval": "-1",
    "index.number_of_replicas": 0,
    "index.auto_expand_replicas": False,
    "index.blocks.write": False,
    "index.max_regex_length": MOST_LETTERS,
    # Lucene counts what is deleted until it is merged away, and scores must not.
    "index.merge.policy.expunge_deletes_allowed": 0,
}
_FINISHED = {"index.auto_expand_replicas": "0-1", "index.blocks.write": True}


class OpenSearchEngine:
    """Indexes on a cluster, for more than one machine holds, or when two must answer."""

    def __init__(self, url: str = "", most_expansions: int = MAX_EXPANSIONS) -> None:
        self._url = url
        self._most_expansions = most_expansions

    def create(self, directory: Path) -> "OpenSearchWriter":
        """Begin an index."""
        return OpenSearchWriter(self._new_place(directory), directory, self._url)

    def update(self, old: Path, new: Path, without: Collection[str]) -> "OpenSearchWriter | None":
        """Begin an index as a copy of an old one, which shares its files on the cluster."""
        before, place = IndexLocation.read(old), self._new_place(new)
        if replace(place, index=before.index) != before:
            return None
        writer = OpenSearchWriter(place, new, self._url, before)
        writer.delete(without)
        return writer

    def open(self, directory: Path) -> OpenSearchReader:
        """Open a finished index."""
        return OpenSearchReader(directory, self._url, self._most_expansions)

    def publish(self, directory: Path) -> None:
        """Let the alias name the index of a generation and no other, in one step."""
        place = IndexLocation.read(directory)
        what = f"{directory.parent} is built and live, but its alias is not set"
        with closing(connected(place, self._url)) as client, asking(what):
            others = {"index": f"{place.name}-*", "alias": place.name, "must_exist": False}
            actions = [{"remove": others}, {"add": {"index": place.index, "alias": place.name}}]
            client.indices.update_aliases(body={"actions": actions})

    def _new_place(self, directory: Path) -> IndexLocation:
        """Place that the user names, or behind the alias of the newest generation there is."""
        url, places = self._url or environ.get(URL, ""), _places(directory.parent)
        if not url and not places:
            raise OptionError(f"the engine opensearch needs --url, or {URL}=https://host:9200/name")
        place = location_of(url) if url else places[-1]
        builder = places[-1].builder if places else ""
        return replace(place.renewed(), builder=builder or secrets.token_hex(16))


class OpenSearchWriter:
    """Fills one index, which nobody else knows of."""

    def __init__(
        self, place: IndexLocation, directory: Path, url: str, before: IndexLocation | None = None
    ) -> None:
        self._place = place
        self._directory = directory
        self._client = connected(place, url, RetryingTransport)
        self._pending: list[Json] = []
        self._is_written = False
        self._is_worn = False
        with asking(directory):
            self._collect()
            self._begin(before)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with keys that are not in the index."""
        for page in by_page(documents).values():
            for each in actions(page, self._place.index):
                self._pending.append(each)
                if len(self._pending) >= _PENDING:
                    self._send()

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        self._send()
        self._is_worn |= self._is_written
        index, listed = self._place.index, [*map(encoded, pages)]
        with asking(self._directory):
            self._client.indices.refresh(index=index)
            for start in range(0, len(listed), MOST):
                body = {"query": {"terms": {"page": listed[start : start + MOST]}}}
                self._client.delete_by_query(
                    index=index, body=body, refresh=True, request_timeout=_LONG
                )

    def finish(self) -> None:
        """Complete the index, see it onto the disks of the cluster, and close it to writing."""
        self._send()
        indices = self._client.indices
        with asking(self._directory):
            indices.flush(index=self._place.index, request_timeout=_LONG)
            if self._is_worn:
                # What was deleted of this index is kept for a while, and counted; not in a copy.
                old, self._place = self._place, self._place.renewed()
                self._begin(old)
                indices.delete(index=old.index, ignore_unavailable=True)
            index = self._place.index
            indices.forcemerge(index=index, only_expunge_deletes=True, request_timeout=_LONG)
            indices.refresh(index=index, request_timeout=_LONG)
            indices.put_settings(index=index, body=_FINISHED)
            # It is open: this waits half a minute for the copies that outlive the loss of a node.
            indices.open(index=index, wait_for_active_shards="all")
        self._place.write(self._directory)
        self._client.close()

    def abort(self) -> None:
        """Delete the index."""
        self._pending.clear()
        with suppress(Exception), asking(self._directory):
            self._client.indices.delete(index=self._place.index, ignore_unavailable=True)
        self._client.close()

    def _begin(self, before: IndexLocation | None) -> None:
        """Make the index: empty, or a copy of one on the cluster, by hard links where it can."""
        try:
            said = self._copied(before) if before else self._created()
        except RequestError as error:
            if error.error != _EXISTS:
                raise
            # It is ours: the answer was lost on its way, and the client asked once more.
            index = self._place.index
            said = self._client.indices.open(index=index, wait_for_active_shards="all")
        if not said["shards_acknowledged"]:
            self.abort()
            raise ClusterUnavailableError(
                f"{self._directory}: the cluster has no place for a new index now "
                "(are nodes missing, or their disks full?); try again"
            )

    def _created(self) -> Any:
        settings = {
            "index.number_of_shards": self._place.shards,
            "index.similarity": SIMILARITY,
            **_BUILDING,
        }
        mappings = {**MAPPINGS, "_meta": {"builder": self._place.builder}}
        body = {"settings": settings, "mappings": mappings}
        indices, index = self._client.indices, self._place.index
        return indices.create(index=index, body=body, wait_for_active_shards="all")

    def _copied(self, before: IndexLocation) -> Any:
        indices, old, new = self._client.indices, before.index, self._place.index
        indices.put_settings(index=old, body={"index.blocks.write": True})
        body = {"settings": _BUILDING}
        return indices.clone(index=old, target=new, body=body, wait_for_active_shards="all")

    def _send(self) -> None:
        """Send what was held back; again, one by one, what the cluster was too busy for."""
        with asking(self._directory):
            _, failed = bulk(
                self._client,
                self._pending,
                chunk_size=_PENDING,
                max_chunk_bytes=_BULK,
                max_retries=_TRIES,
                initial_backoff=1,
                raise_on_error=False,  # or it would not try again
                timeout=_GONE,
                request_timeout=_BUSY,
            )
        for facts in (each["create"] for each in failed):
            # What is there already was sent twice, because an answer was lost on its way.
            if facts["status"] != _THERE:
                raise refusal(self._directory, facts["status"], facts)
        self._is_written |= bool(self._pending)
        self._pending.clear()

    def _collect(self) -> None:
        """Delete what killed builds of this folder left, but for what a generation names."""
        named = {place.index for place in _places(self._directory.parent)}
        for index, facts in self._client.indices.get(index=f"{self._place.name}-*").items():
            builder = facts["mappings"].get("_meta", {}).get("builder")
            ours = self._place.owns(index) and builder == self._place.builder
            if ours and not facts["aliases"] and index not in named:
                self._client.indices.delete(index=index, ignore_unavailable=True)


def _places(directory: Path) -> list[IndexLocation]:
    """Where the generations of a folder are, the newest last."""
    places = []
    for generation in sorted(directory.iterdir()):
        with suppress(BadIndexError):
            places.append(IndexLocation.read(generation))
    return places
