"""Pages that did not change since the last build, by their signatures."""

from collections.abc import Mapping
from typing import NamedTuple

from wikisearch.ingest.sources.page_source import PageSource, Signature, SourceEntry


class KnownPage(NamedTuple):
    """A page as the last build saw it."""

    signature: Signature
    digest: str
    """Hash of its content; empty for a page that must be read again."""


KnownPages = Mapping[str, KnownPage]
"""By path."""


def unchanged_digest(
    entry: SourceEntry, signature: Signature | None, known: KnownPages
) -> str | None:
    """Return the known hash of a page with the same signature; None if it must be read."""
    before = known.get(entry.path)
    if signature and before and before.digest and before.signature == signature:
        return before.digest
    return None


def known_digest(source: PageSource, entry: SourceEntry, known: KnownPages, now: int) -> str | None:
    """Return the hash of a page that did not change; None if it must be read."""
    return unchanged_digest(entry, source.signature(entry, now), known)
