"""The result of a check of an index."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of an index."""

    file: str
    """File or folder with the problem."""

    problem: str
    remedy: str
    is_harmless: bool = False
    """Whether search results are still correct: the problem is only an orphaned file."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a check covered, and all problems it found."""

    index: str
    """Folder of the index."""

    generation: str
    """Name of the live generation; empty if there is none."""

    files: int
    """Number of files whose checksums were verified."""

    size: int
    """Total size of these files in bytes."""

    pages: int
    """Number of pages whose stored sections were all decoded."""

    sections: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether there are no findings."""
        return not self.findings

    @property
    def is_damaged(self) -> bool:
        """Whether any finding is harmful."""
        return not all(finding.is_harmless for finding in self.findings)
