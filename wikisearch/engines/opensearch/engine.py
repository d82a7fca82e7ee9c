"""OpenSearch as an engine: an index for each generation, and an alias that names the live one."""

import hashlib
import platform
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from os import environ
from pathlib import Path
from typing import Any

from opensearchpy.helpers import streaming_bulk

from wikisearch.engines.opensearch.cluster import (
    URL,
    Place,
    asking,
    connected,
    place_of,
    refusal,
)
from wikisearch.engines.opensearch.reader import MOST, OpenSearchReader
from wikisearch.engines.opensearch.schema import MAPPINGS, SIMILARITY, Json, action, encoded
from wikisearch.errors import BadIndexError, ClusterUnavailableError, OptionError
from wikisearch.model.document import Document

MOST_DELETED = 0.3
"""Share of documents beyond which copying an index to delete them is no use."""

_PENDING = 1000  # documents held back, so that bulk requests are worth their way
_BULK = 8 << 20  # bytes of one
_LONG = 3600  # seconds for what takes as long as an index is large
_TRIES = 6  # to send what the cluster is too busy for: a minute in all
_COPIES = 30  # seconds to wait for replicas; they come without being waited for
_BUILDING = {
    "index.refresh_interval": "-1",
    "index.number_of_replicas": 0,
    "index.auto_expand_replicas": False,
    "index.translog.durability": "async",
    "index.blocks.write": False,
    # Lucene counts what is deleted until it is merged away, and scores must not.
    "index.merge.policy.expunge_deletes_allowed": 0,
}
_FINISHED = {
    "index.auto_expand_replicas": "0-1",
    "index.translog.durability": "request",
    "index.blocks.write": True,
}


class OpenSearchEngine:
    """Indexes on a cluster, for more than one machine holds, or when two must answer."""

    def __init__(self, url: str = "", most_deleted: float = MOST_DELETED) -> None:
        self._url = url
        self._most_deleted = most_deleted

    def create(self, directory: Path) -> "OpenSearchWriter":
        """Begin an index; what killed builds of the same folder left is deleted first."""
        place = self._new_place()
        client = connected(place, self._url)
        with asking(directory):
            _collect(client, place, directory)
            settings = {"index.number_of_shards": place.shards, "index.similarity": SIMILARITY}
            mappings = {**MAPPINGS, "_meta": {"builder": _builder(directory)}}
            body = {"settings": {**settings, **_BUILDING}, "mappings": mappings}
            said = client.indices.create(index=place.index, body=body, wait_for_active_shards="all")
        return OpenSearchWriter(client, place, directory, said)

    def update(self, old: Path, new: Path, without: Collection[str]) -> "OpenSearchWriter | None":
        """Begin an index as a copy of an old one, which shares its files on the cluster."""
        before, place = Place.read(old), self._new_place()
        if replace(place, index=before.index) != before:
            return None
        with OpenSearchReader(old, self._url) as reader:
            if reader.holding(without) > self._most_deleted * reader.count():
                return None
        client = connected(place, self._url)
        with asking(new):
            _collect(client, place, new)
            said = _cloned(client, before, place)
        writer = OpenSearchWriter(client, place, new, said)
        writer.delete(without)
        return writer

    def open(self, directory: Path) -> OpenSearchReader:
        """Open a finished index."""
        return OpenSearchReader(directory, self._url)

    def publish(self, directory: Path) -> None:
        """Let the alias name the index of a generation, in one step."""
        place = Place.read(directory)
        others = {"index": f"{place.name}-*", "alias": place.name, "must_exist": False}
        add = {"index": place.index, "alias": place.name}
        with asking(f"{directory.parent} is built, but the alias {place.name} is not set"):
            connected(place, self._url).indices.update_aliases(
                body={"actions": [{"remove": others}, {"add": add}]}
            )

    def _new_place(self) -> Place:
        url = self._url or environ.get(URL, "")
        if not url:
            raise OptionError(f"the engine opensearch needs --url, or {URL}=https://host:9200/name")
        return place_of(url).renewed()


class OpenSearchWriter:
    """Fills one index, which nobody else knows of."""

    def __init__(self, client: Any, place: Place, directory: Path, created: Json) -> None:
        self._client = client
        self._place = place
        self._directory = directory
        self._pending: list[Document] = []
        self._is_written = False
        self._is_worn = False
        if not created["shards_acknowledged"]:
            self.abort()
            raise ClusterUnavailableError(
                f"{directory}: the cluster has no place for a new index now (are nodes missing, or "
                "their disks full?); try again"
            )

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with keys that are not in the index."""
        for document in documents:
            self._pending.append(document)
            if len(self._pending) >= _PENDING:
                self._send()

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        self._send()
        listed = [*map(encoded, pages)]
        with asking(self._directory):
            self._client.indices.refresh(index=self._place.index)
            for start in range(0, len(listed), MOST):
                query = {"terms": {"page": listed[start : start + MOST]}}
                said = self._client.delete_by_query(
                    index=self._place.index,
                    body={"query": query},
                    refresh=True,
                    request_timeout=_LONG,
                )
                self._is_worn |= self._is_written and bool(said["deleted"])

    def finish(self) -> None:
        """Complete the index, see it onto the disks of the cluster, and close it to writing."""
        self._send()
        if self._is_worn:
            self._copy()
        indices, index = self._client.indices, self._place.index
        with asking(self._directory):
            indices.flush(index=index, request_timeout=_LONG)
            indices.forcemerge(index=index, only_expunge_deletes=True, request_timeout=_LONG)
            indices.refresh(index=index, request_timeout=_LONG)
            indices.put_settings(index=index, body=_FINISHED)
        self._await_copies()
        self._place.write(self._directory)
        self._client.close()

    def abort(self) -> None:
        """Delete the index."""
        self._pending.clear()
        with suppress(Exception), asking(self._directory):
            self._client.indices.delete(index=self._place.index, ignore_unavailable=True)
        self._client.close()

    def _send(self) -> None:
        """Send what was held back; one by one again what the cluster was too busy for."""
        actions = (action(document, self._place.index) for document in self._pending)
        with asking(self._directory):
            sent = streaming_bulk(
                self._client,
                actions,
                chunk_size=_PENDING,
                max_chunk_bytes=_BULK,
                max_retries=_TRIES,
                initial_backoff=1,
                raise_on_error=False,  # or it would not try again
            )
            for is_done, said in sent:
                facts = said["index"]
                if not is_done:
                    raise refusal(self._directory, facts["status"], facts)
                # An answer that was lost on its way made us send it twice.
                self._is_worn |= facts["result"] == "updated"
        self._is_written |= bool(self._pending)
        self._pending.clear()

    def _copy(self) -> None:
        """Go on with a copy: what was deleted of this index is kept for a while, and counted."""
        old, self._place = self._place, self._place.renewed()
        with asking(self._directory):
            self._client.indices.flush(index=old.index, request_timeout=_LONG)
            _cloned(self._client, old, self._place)
            self._client.indices.delete(index=old.index)

    def _await_copies(self) -> None:
        """Wait a while until every shard has its copy, so that the loss of a node loses nothing."""
        index = self._place.index
        for pause in (0.1, 0.2, 0.5, *[1] * _COPIES):
            with asking(self._directory):
                settings = self._client.indices.get_settings(index=index)[index]["settings"]
                groups = self._client.search_shards(index=index)["shards"]
            wanted = 1 + int(settings["index"]["number_of_replicas"])
            if all(sum(each["state"] == "STARTED" for each in group) >= wanted for group in groups):
                return
            time.sleep(pause)


def _cloned(client: Any, old: Place, new: Place) -> Json:
    """Copy an index on the cluster, by hard links where it can."""
    client.indices.put_settings(index=old.index, body={"index.blocks.write": True})
    body = {"settings": _BUILDING}
    said: Json = client.indices.clone(
        index=old.index, target=new.index, body=body, wait_for_active_shards="all"
    )
    return said


def _builder(directory: Path) -> str:
    """Stands for an index folder of this machine: nobody else deletes what it began."""
    name = f"{platform.node()}:{directory.parent.resolve()}"
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def _collect(client: Any, place: Place, directory: Path) -> None:
    """Delete indexes that builds of this folder left, but for those that a generation names."""
    named = {directory.name: ""}
    for generation in directory.parent.iterdir():
        with suppress(BadIndexError):
            named[generation.name] = Place.read(generation).index
    found = client.indices.get(index=f"{place.name}-*")
    for index, facts in found.items():
        ours = facts["mappings"].get("_meta", {}).get("builder") == _builder(directory)
        if ours and place.owns(index) and not facts["aliases"] and index not in named.values():
            client.indices.delete(index=index, ignore_unavailable=True)
