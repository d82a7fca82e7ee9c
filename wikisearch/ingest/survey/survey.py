"""What the pages of a wiki share: the result of the survey."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wikisearch.ingest.survey.page_groups import PageGroups
from wikisearch.model.digest import digest


@dataclass(frozen=True)
class FolderSurvey:
    """What the pages of one folder share."""

    pages: int = 0
    """Number of sampled pages."""
    top: Mapping[str, int] = field(default_factory=dict)
    """Lines and headings near the top of most pages: key -> number of sampled pages."""
    bottom: Mapping[str, int] = field(default_factory=dict)
    """The same near the bottom."""
    links: Mapping[str, int] = field(default_factory=dict)
    """The same for lines of links, anywhere on the page."""
    link_words: frozenset[str] = frozenset()
    """Words that stand in lines of links at the edges of most pages."""
    prefix: str = ""
    """What most titles begin with, up to a separator."""
    suffix: str = ""
    """What most titles end with, from a separator on."""
    shared_titles: frozenset[str] = frozenset()
    """Titles that many pages have."""
    is_noindex_rare: bool = False
    """Whether most pages allow robots to index them."""
    is_noindex_usual: bool = False
    """Whether nearly all pages forbid it: then it shows nothing."""
    is_form_rare: bool = False
    """Whether most pages have no search form in their content."""

    @cached_property
    def fingerprint(self) -> str:
        """Hash of all that changes how a page is extracted."""
        lines = [sorted(part) for part in (self.top, self.bottom, self.links, self.link_words)]
        titles = (self.prefix, self.suffix, sorted(self.shared_titles))
        signs = (self.is_noindex_rare, self.is_noindex_usual, self.is_form_rare)
        return digest(repr((lines, titles, signs)), 8)


NO_SURVEY = FolderSurvey()
"""For a page that is read alone."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the pages of a wiki share, by group of pages."""

    groups: PageGroups = field(default_factory=PageGroups)
    folders: Mapping[str, FolderSurvey] = field(default_factory=dict)
    """By name of the group."""
    whole: FolderSurvey = NO_SURVEY
    """For pages of other groups."""

    def of(self, path: str) -> FolderSurvey:
        """Return what the pages of the same group share."""
        return self.folders.get(self.groups.name(path), self.whole)

    def fingerprints(self) -> Callable[[str], str]:
        """Return a function from a path to the fingerprint of its part; each is computed once."""
        folders = {name: each.fingerprint for name, each in self.folders.items()}
        whole = self.whole.fingerprint
        return lambda path: folders.get(self.groups.name(path), whole)

    @property
    def fingerprint(self) -> str:
        """Hash of the whole survey."""
        folders = [(name, each.fingerprint) for name, each in sorted(self.folders.items())]
        return digest(repr((self.groups.root, folders, self.whole.fingerprint)), 8)
