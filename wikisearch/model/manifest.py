"""With what an index was built, and what went into it."""

import json
from dataclasses import asdict, dataclass

from wikisearch.model.report import Refusal

FORMAT = 1
"""Raised whenever an older index cannot be read, or would be read wrongly."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Facts about one generation of an index."""

    format: int
    engine: str
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

    files: dict[str, int]
    """Size in bytes of every file of the generation."""

    def to_json(self) -> str:
        """Text of the manifest file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest file; raises ValueError, KeyError or TypeError for what is none."""
        facts = json.loads(text)
        return cls(
            format=int(facts["format"]),
            engine=str(facts["engine"]),
            analyzer=str(facts["analyzer"]),
            source=str(facts["source"]),
            built=str(facts["built"]),
            pages=int(facts["pages"]),
            sections=int(facts["sections"]),
            refused=tuple(Refusal(**each) for each in facts["refused"]),
            files={str(name): int(size) for name, size in facts["files"].items()},
        )
