"""Everything that decides how a build reads and writes pages."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Engine
from wikisearch.indexer.record import Record, RecordKind, refusals
from wikisearch.ingest import Listing, PageSource, Profiles
from wikisearch.mapping.fingerprint import fingerprint
from wikisearch.model.build import BuildRequest
from wikisearch.model.manifest import FORMAT, NO_EDITS, Edits, FileStamp, Manifest


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """Engine, profiles and language of a build."""

    request: BuildRequest
    source: PageSource
    listing: Listing
    profiles: Profiles
    engine_name: str
    engine: Engine
    language: str
    """Main language of the wiki."""

    edits: Edits = NO_EDITS
    """Changes that are not in the source."""

    def manifest(
        self,
        records: Mapping[str, Record],
        files: Mapping[str, FileStamp],
        other_languages: tuple[str, ...],
    ) -> Manifest:
        """Return the manifest of a generation with these records and files."""
        pages = [record for record in records.values() if record.kind is RecordKind.PAGE]
        return Manifest(
            format=FORMAT,
            engine=self.engine_name,
            language=self.language,
            other_languages=other_languages,
            analyzer=fingerprint(Analyzer(self.language, *other_languages)),
            source=self.source.name,
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            pages=len(pages),
            sections=sum(page.stats.sections for page in pages),
            refused=refusals(records),
            files=dict(files),
            profiles=self.profiles.fingerprint,
            base_url=self.request.base_url or self.profiles.base_url,
            clean_urls=self.request.clean_urls or self.profiles.clean_urls,
            fetched=self.listing.fetched,
            edits=self.edits,
        )

    def other_languages(self, records: Mapping[str, Record]) -> tuple[str, ...]:
        """Return the languages of pages that are not in the main one, sorted."""
        used = {record.language for record in records.values() if record.kind is RecordKind.PAGE}
        return tuple(sorted(used - {self.language}))


def settings_folders(source: PageSource) -> tuple[Path, ...]:
    """Return the folders whose settings apply: that of the source, and the current one."""
    folders = [source.settings_folder]
    with suppress(FileNotFoundError):  # a shell may stand in a folder that was deleted
        folders.append(Path.cwd())
    return tuple(filter(None, folders))
