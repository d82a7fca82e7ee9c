"""The manifest of an index: how it was built, and its files."""

import json
from dataclasses import asdict, dataclass
from typing import NamedTuple

FORMAT = 14
"""Increase it whenever an older index cannot be read, or would be read incorrectly."""


class OtherFormatError(Exception):
    """The manifest has another format, which the message names."""


class FileStamp(NamedTuple):
    """Size and checksum of a file."""

    size: int
    """Size in bytes."""

    checksum: int
    """CRC-32 of the content."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was not indexed."""

    path: str
    """Path below the source folder."""

    reason: str


class Edits(NamedTuple):
    """Numbers of pages that a program changed in an index."""

    added: int = 0
    """Added or replaced."""
    deleted: int = 0


NO_EDITS = Edits()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Metadata of one generation of an index."""

    format: int
    engine: str
    language: str
    """Main language of the pages, as a BCP 47 tag without region: `en`."""

    analyzer: str
    """Fingerprint of the analysis: queries must be analyzed by the same rules."""

    source: str
    """Source of the pages: the absolute path, for a source on disk."""

    built: str
    """Time of the build, in ISO 8601, UTC."""

    pages: int
    sections: int
    refused: tuple[Refusal, ...]
    """Pages that could not be read, with reasons."""

    files: dict[str, FileStamp]
    """All files of the generation except the manifest."""

    profiles: str = ""
    """Fingerprint of the profiles that read the pages."""

    base_url: str = ""
    """URL of the published source folder; empty for addresses relative to it."""

    clean_urls: bool = False
    """Whether addresses have no `.html`."""

    other_languages: tuple[str, ...] = ()
    """Other languages that pages were analyzed in, sorted."""

    fetched: tuple[str, ...] = ()
    """Times of the first and the last download of a page, in ISO 8601; empty for a folder."""

    edits: Edits = NO_EDITS
    """What `update` changed since the last build from the source."""

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that pages were analyzed in, the main language first."""
        return (self.language, *self.other_languages)

    def to_json(self) -> str:
        """Encode the manifest file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Decode a manifest file.

        Raises OtherFormatError for another format, and a built-in exception for any other text.
        """
        facts = json.loads(text)
        if facts["format"] != FORMAT and type(facts["format"]) is int:
            raise OtherFormatError(facts["format"])
        return cls(
            format=int(facts["format"]),
            engine=str(facts["engine"]),
            language=str(facts["language"]),
            other_languages=tuple(map(str, facts["other_languages"])),
            analyzer=str(facts["analyzer"]),
            source=str(facts["source"]),
            built=str(facts["built"]),
            pages=int(facts["pages"]),
            sections=int(facts["sections"]),
            refused=tuple(Refusal(**each) for each in facts["refused"]),
            files={
                _plain(name): FileStamp(*map(int, stamp)) for name, stamp in facts["files"].items()
            },
            profiles=str(facts["profiles"]),
            base_url=str(facts["base_url"]),
            clean_urls=bool(facts["clean_urls"]),
            fetched=tuple(map(str, facts["fetched"])),
            edits=Edits(*map(int, facts["edits"])),
        )


def _plain(name: str) -> str:
    """Return the name of a file in the folder; raises ValueError for a path."""
    if name in ("", ".", "..") or "/" in name or "\\" in name or "\0" in name:
        raise ValueError(f"{name!r} is not the name of a file")
    return name
