"""What a check of an index found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    file: str
    """File or folder it was found in."""

    problem: str
    remedy: str
    is_harmless: bool = False
    """Whether answers are right all the same: something was left over."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a check looked at, and everything it found wrong."""

    index: str
    """Folder of the index."""

    generation: str
    """Name of the live generation; empty where there is none to look at."""

    files: int
    """Files whose checksums were computed."""

    size: int
    """Bytes in them."""

    pages: int
    """Pages whose stored sections were all decoded."""

    sections: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def is_damaged(self) -> bool:
        """Whether something was found that does harm."""
        return not all(finding.is_harmless for finding in self.findings)
