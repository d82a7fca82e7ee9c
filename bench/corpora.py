"""Corpora: folders of pages, and a place to work on each; what is absent says why."""

from dataclasses import dataclass
from pathlib import Path

from bench.insides import sections_of
from bench.peers.registry import PEERS
from bench.processes import emptied, run
from bench.sections import Section, read_sections, write_sections
from bench.wiki import write

_DEBIAN = {
    "cppreference": ("/usr/share/cppreference/doc/html", "cppreference-doc-en-html"),
    "python": ("/usr/share/doc/python3.11/html", "python3.11-doc"),
}
"""Where the pages are, and the Debian package that brings them."""


class AbsentError(Exception):
    """A corpus or a peer that is not here; says what would bring it."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pages, and a folder in which everything made of them is."""

    name: str
    pages: Path
    work: Path

    def index(self, peer: str) -> Path:
        """Folder of a peer's index."""
        return self.work / (PEERS[peer].index_of or peer)

    @property
    def sections_file(self) -> Path:
        """The sections, for peers that index sections."""
        return self.work / "sections.jsonl"

    def sections(self) -> list[Section]:
        """Sections as wikisearch extracts them, which builds its index if there is none yet."""
        if not self.sections_file.exists():
            index = self.index("wikisearch")
            if not index.exists():
                run(PEERS["wikisearch"].build_command(self.pages, self.sections_file, index))
            write_sections(self.sections_file, sections_of(index))
        return list(read_sections(self.sections_file))

    def need_index(self, peer: str) -> None:
        """Build a peer's index if there is none yet."""
        owner = PEERS[peer].index_of or peer
        if not self.index(peer).exists():
            self.sections()
            if owner != "wikisearch":
                command = PEERS[owner].build_command(
                    self.pages, self.sections_file, emptied(self.index(owner))
                )
                run(command)


def corpus(name: str, scratch: Path, made_up: int) -> Corpus:
    """Corpus of that name, with a place in the scratch folder; raises AbsentError."""
    if name in _DEBIAN:
        folder, package = _DEBIAN[name]
        if not Path(folder).is_dir():
            raise AbsentError(f"no {folder}; it comes with the Debian package {package}")
        return Corpus(name, Path(folder), scratch / name)
    return made_up_corpus(scratch, made_up)


def made_up_corpus(scratch: Path, sections: int) -> Corpus:
    """A made-up wiki of so many sections, written if it is not there yet."""
    work = scratch / f"made-up-{sections}"
    if not work.exists():
        write(work / "pages", sections)
    return Corpus("made-up", work / "pages", work)
