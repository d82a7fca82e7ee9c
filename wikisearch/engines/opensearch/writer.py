"""Documents -> a new index on a cluster."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from opensearchpy.exceptions import RequestError
from opensearchpy.helpers import bulk

from wikisearch.engines.opensearch.cluster_errors import cluster_errors, refusal
from wikisearch.engines.opensearch.connection import RetryingTransport, connected
from wikisearch.engines.opensearch.index_client import MAX_HITS
from wikisearch.engines.opensearch.index_location import IndexLocation, generation_locations
from wikisearch.engines.opensearch.lucene_regex import MAX_REGEX_LENGTH
from wikisearch.engines.opensearch.schema import MAPPINGS, SIMILARITY, Json, bulk_actions
from wikisearch.engines.token_encoding import encoded
from wikisearch.errors import ClusterUnavailableError
from wikisearch.model.document import Document, by_page

_BATCH = 1000  # documents of one bulk request
_MAX_BULK_BYTES = 8 << 20
_SHARD_TIMEOUT = "30s"  # how long a bulk request waits for a missing shard
_BULK_TIMEOUT = 120  # seconds
_LONG_TIMEOUT = 3600  # seconds, for requests whose time grows with the index
_BULK_RETRIES = 6  # while the cluster is busy: a minute in all
_DUPLICATE = 409  # status of a document whose id the index has already
_INDEX_EXISTS = "resource_already_exists_exception"
_BUILD_SETTINGS = {
    "index.refresh_interval": "-1",
    "index.number_of_replicas": 0,
    "index.auto_expand_replicas": False,
    "index.blocks.write": False,
    "index.max_regex_length": MAX_REGEX_LENGTH,
    # Lucene's statistics include deleted documents until they are merged away.
    "index.merge.policy.expunge_deletes_allowed": 0,
}
_FINAL_SETTINGS = {"index.auto_expand_replicas": "0-1", "index.blocks.write": True}


class OpenSearchWriter:
    """Fills one index; with `source`, the index starts as a clone of another one."""

    def __init__(
        self,
        location: IndexLocation,
        directory: Path,
        url: str,
        source: IndexLocation | None = None,
    ) -> None:
        self._location = location
        self._directory = directory
        self._client = connected(location, url, RetryingTransport)
        self._pending: list[Json] = []
        self._has_written = False
        self._deleted_written = False
        """Whether documents that this build wrote may be deleted again."""
        with cluster_errors(directory):
            self._collect_garbage()
            self._start(source)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with new keys."""
        for page in by_page(documents).values():
            for action in bulk_actions(page, self._location.index):
                self._pending.append(action)
                if len(self._pending) >= _BATCH:
                    self._flush()

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        self._flush()
        self._deleted_written |= self._has_written
        index, listed = self._location.index, [*map(encoded, pages)]
        with cluster_errors(self._directory):
            self._client.indices.refresh(index=index)
            for start in range(0, len(listed), MAX_HITS):
                body = {"query": {"terms": {"page": listed[start : start + MAX_HITS]}}}
                self._client.delete_by_query(
                    index=index, body=body, refresh=True, request_timeout=_LONG_TIMEOUT
                )

    def finish(self) -> None:
        """Complete the index, flush it to the disks of the cluster, and make it read-only."""
        self._flush()
        indices = self._client.indices
        with cluster_errors(self._directory):
            indices.flush(index=self._location.index, request_timeout=_LONG_TIMEOUT)
            if self._deleted_written:
                # The index keeps and counts deletions for a while; a clone does not.
                old, self._location = self._location, self._location.renewed()
                self._start(old)
                indices.delete(index=old.index, ignore_unavailable=True)
            index = self._location.index
            indices.forcemerge(
                index=index, only_expunge_deletes=True, request_timeout=_LONG_TIMEOUT
            )
            indices.refresh(index=index, request_timeout=_LONG_TIMEOUT)
            indices.put_settings(index=index, body=_FINAL_SETTINGS)
            # The index is already open: this waits up to 30 s for its replicas.
            indices.open(index=index, wait_for_active_shards="all")
        self._location.write(self._directory)
        self._client.close()

    def abort(self) -> None:
        """Delete the index."""
        self._pending.clear()
        with suppress(Exception), cluster_errors(self._directory):
            self._client.indices.delete(index=self._location.index, ignore_unavailable=True)
        self._client.close()

    def _start(self, source: IndexLocation | None) -> None:
        """Create the index: empty, or as a clone that shares files by hard links."""
        try:
            answer = self._cloned(source) if source else self._created()
        except RequestError as error:
            if error.error != _INDEX_EXISTS:
                raise
            # The first answer was lost, and the client repeated the request.
            index = self._location.index
            answer = self._client.indices.open(index=index, wait_for_active_shards="all")
        if not answer["shards_acknowledged"]:
            self.abort()
            raise ClusterUnavailableError(
                self._directory,
                "the cluster cannot allocate a new index now "
                "(nodes may be missing, or their disks full)",
                "try again",
                transient=True,
            )

    def _created(self) -> Any:
        settings = {
            "index.number_of_shards": self._location.shards,
            "index.similarity": SIMILARITY,
            **_BUILD_SETTINGS,
        }
        mappings = {**MAPPINGS, "_meta": {"builder": self._location.builder}}
        body = {"settings": settings, "mappings": mappings}
        indices, index = self._client.indices, self._location.index
        return indices.create(index=index, body=body, wait_for_active_shards="all")

    def _cloned(self, source: IndexLocation) -> Any:
        indices, old, new = self._client.indices, source.index, self._location.index
        indices.put_settings(index=old, body={"index.blocks.write": True})
        body = {"settings": _BUILD_SETTINGS}
        return indices.clone(index=old, target=new, body=body, wait_for_active_shards="all")

    def _flush(self) -> None:
        """Send the pending documents; those the cluster was too busy for are sent again."""
        with cluster_errors(self._directory):
            _, failed = bulk(
                self._client,
                self._pending,
                chunk_size=_BATCH,
                max_chunk_bytes=_MAX_BULK_BYTES,
                max_retries=_BULK_RETRIES,
                initial_backoff=1,
                raise_on_error=False,  # with True, bulk() would not retry
                timeout=_SHARD_TIMEOUT,
                request_timeout=_BULK_TIMEOUT,
            )
        for result in (each["create"] for each in failed):
            # A duplicate was sent twice, because the first answer was lost.
            if result["status"] != _DUPLICATE:
                raise refusal(self._directory, result["status"], result)
        self._has_written |= bool(self._pending)
        self._pending.clear()

    def _collect_garbage(self) -> None:
        """Delete the indexes of killed builds of this folder that no generation names."""
        named = {location.index for location in generation_locations(self._directory.parent)}
        for index, facts in self._client.indices.get(index=f"{self._location.name}-*").items():
            builder = facts["mappings"].get("_meta", {}).get("builder")
            is_own = self._location.owns(index) and builder == self._location.builder
            if is_own and not facts["aliases"] and index not in named:
                self._client.indices.delete(index=index, ignore_unavailable=True)
