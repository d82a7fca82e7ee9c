"""With what an index was built, and what went into it."""

import json
from dataclasses import asdict, dataclass
from typing import NamedTuple

FORMAT = 9
"""Raised whenever an older index cannot be read, or would be read wrongly."""


class OtherFormatError(Exception):
    """The manifest is of another format, which the message names."""


class FileStamp(NamedTuple):
    """By what a file is known again."""

    size: int
    """Bytes."""

    checksum: int
    """CRC-32 of all of them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was not indexed."""

    path: str
    """Path below the source folder."""

    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Facts about one generation of an index."""

    format: int
    engine: str
    language: str
    """Main language of the pages, as a BCP 47 tag without region: `en`."""

    analyzer: str
    """Fingerprint of the analysis: queries must be analysed the same way."""

    source: str
    """Folder the pages came from."""

    built: str
    """When, in ISO 8601, UTC."""

    pages: int
    sections: int
    refused: tuple[Refusal, ...]
    """Pages that could not be read, and why."""

    files: dict[str, FileStamp]
    """Every file of the generation but the manifest."""

    profiles: str = ""
    """Fingerprint of the rules by which pages were read."""

    other_languages: tuple[str, ...] = ()
    """Languages that some pages were read in, not in the main one; in order."""

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that pages were read in, the main one first."""
        return (self.language, *self.other_languages)

    def to_json(self) -> str:
        """Text of the manifest file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest file.

        Raises OtherFormatError, or some other exception of Python's for what is no manifest.
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
            files={str(name): FileStamp(*stamp) for name, stamp in facts["files"].items()},
            profiles=str(facts["profiles"]),
        )
