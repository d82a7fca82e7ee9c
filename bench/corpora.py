"""Corpora: folders of pages, each with a folder for its indexes."""

from dataclasses import dataclass
from pathlib import Path

from bench.internals import sections_of
from bench.processes import emptied, run
from bench.sections import Section, read_sections, write_sections
from bench.systems.registry import SYSTEMS
from bench.wiki import write

_DEBIAN = {
    "cppreference": ("/usr/share/cppreference/doc/html", "cppreference-doc-en-html"),
    "python": ("/usr/share/doc/python3.11/html", "python3.11-doc"),
}
"""Folder of the pages, and the Debian package that installs it."""


class MissingError(Exception):
    """A corpus is not installed; the message has the install command."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pages, and the folder for their indexes and sections."""

    name: str
    pages: Path
    work: Path
    questions_file: Path | None = None
    """One question per line, after an id and a tab."""

    def index(self, system: str) -> Path:
        """Folder of a system's index."""
        return self.work / (SYSTEMS[system].index_of or system)

    @property
    def sections_file(self) -> Path:
        """The sections, for systems that index sections."""
        return self.work / "sections.jsonl"

    def sections(self) -> list[Section]:
        """Sections as wikisearch extracts them; builds its index if there is none."""
        if not self.sections_file.exists():
            index = self.index("wikisearch")
            if not index.exists():
                run(SYSTEMS["wikisearch"].build_command(self.pages, self.sections_file, index))
            write_sections(self.sections_file, sections_of(index))
        return list(read_sections(self.sections_file))

    def questions(self) -> list[str]:
        """Questions of users about the pages, if there are any."""
        if self.questions_file is None:
            return []
        lines = self.questions_file.read_text(encoding="utf-8").splitlines()
        return [line.partition("\t")[2] for line in lines if line]

    def ensure_index(self, system: str) -> None:
        """Build the index of a system if there is none."""
        owner = SYSTEMS[system].index_of or system
        if not self.index(system).exists():
            self.sections()
            if owner != "wikisearch":
                command = SYSTEMS[owner].build_command(
                    self.pages, self.sections_file, emptied(self.index(owner))
                )
                run(command)


def corpus(name: str, scratch: Path, made_up: int) -> Corpus:
    """Corpus of that name, with its folder in `scratch`; raises MissingError.

    A name with a slash is a folder of pages. It may have `queries.tsv` beside a folder `pages`.
    """
    if name in _DEBIAN:
        folder, package = _DEBIAN[name]
        if not Path(folder).is_dir():
            raise MissingError(f"no {folder}: install the Debian package {package}")
        return Corpus(name, Path(folder), scratch / name)
    if "/" in name:
        return _folder_corpus(Path(name), scratch)
    if name != "made-up":
        raise MissingError("unknown corpus; a folder of pages is a path with a slash")
    return made_up_corpus(scratch, made_up)


def _folder_corpus(folder: Path, scratch: Path) -> Corpus:
    if not folder.is_dir():
        raise MissingError(f"no folder {folder}")
    pages, questions = folder / "pages", folder / "queries.tsv"
    return Corpus(
        folder.resolve().name,
        pages if pages.is_dir() else folder,
        scratch / folder.resolve().name,
        questions if questions.exists() else None,
    )


def made_up_corpus(scratch: Path, sections: int) -> Corpus:
    """A made-up wiki with this number of sections; written if it does not exist."""
    work = scratch / f"made-up-{sections}"
    if not work.exists():
        write(work / "pages", sections)
    return Corpus("made-up", work / "pages", work)
