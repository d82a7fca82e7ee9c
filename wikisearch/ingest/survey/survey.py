"""What the pages of a wiki share: the result of the survey."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from wikisearch.ingest.survey.page_groups import PageGroups
from wikisearch.ingest.survey.title_affixes import (
    affix_name,
    ends_in_bracket,
    has_separator,
    without_affixes,
)
from wikisearch.ingest.survey.title_categories import without_category
from wikisearch.model.digest import digest

_MIN_BELOW_TITLE = 3
"""Pages that must have a line below the title: two pages may begin alike by chance."""


class Trait(StrEnum):
    """A property of the pages as a whole. It decides what a feature of one page means."""

    COMPARED = "compared"
    """Other pages are known."""
    NOINDEX_IS_RARE = "noindex is rare"
    """Most pages allow robots to index them."""
    NOINDEX_IS_USUAL = "noindex is usual"
    """Nearly all pages forbid it, so that it means nothing on one page."""
    FORM_IS_RARE = "form is rare"
    """Most pages have no search form in their content."""
    START_IS_RARE = "start is rare"
    """Few pages are the start page of a folder."""
    TITLES_ARE_SHARED = "titles are shared"
    """At least one title belongs to many pages."""


@dataclass(frozen=True)
class FolderSurvey:
    """What the pages of one folder share.

    Extraction calls only the methods with one argument, which `RecordingSurvey` records.
    """

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
    notices: Mapping[str, int] = field(default_factory=dict)
    """Lines that hold no content by their form and stand on several pages, as `top`."""
    shared_sentences: frozenset[str] = frozenset()
    """Keys of first sentences and descriptions that pages with different titles have."""
    prefix: str = ""
    """What most titles begin with, up to a separator or the words of the heading."""
    suffix: str = ""
    """What most titles end with, from a separator or the words of the heading on."""
    category_separator: str = ""
    """What stands in most titles between the category of a page and its name."""
    shared_titles: frozenset[str] = frozenset()
    """Titles that many pages have."""
    shared_documents: frozenset[str] = frozenset()
    """The same for `<title>`; one page can show it in its heading all the same."""
    traits: frozenset[Trait] = frozenset()

    @cached_property
    def fingerprint(self) -> str:
        """Hash of all that changes how a page is extracted."""
        parts = (self.top, self.bottom, self.links, self.link_words, self.notices)
        lines = [sorted(part) for part in (*parts, self.shared_sentences)]
        shared = (sorted(self.shared_titles), sorted(self.shared_documents))
        titles = (self.prefix, self.suffix, self.category_separator, *shared)
        return digest(repr((lines, titles, sorted(map(str, self.traits)))), 8)

    @property
    def has_lines(self) -> bool:
        """Whether a line can be one that many pages have."""
        return bool(self.top or self.bottom or self.links or self.notices)

    @property
    def has_notices(self) -> bool:
        """Whether a line can be one that holds no content by its form."""
        return bool(self.notices)

    def without_site(self, document_title: str) -> str:
        """Remove what most begin with from `<title>`, but not before a bracket.

        What most end with is removed only if no separator is before it, or the name has a category.
        """
        if self.category_separator and self.category_separator in document_title:
            return self.own_part(document_title)
        prefix = "" if ends_in_bracket(self.prefix) else self.prefix
        suffix = "" if has_separator(self.suffix) else self.suffix
        return without_affixes(document_title, prefix, suffix)

    def own_part(self, title: str) -> str:
        """Remove what most titles begin and end with from `<title>` or a heading, and a category.

        Words without a separator stay: those of a heading belong to the name.
        """
        affixes = (each if has_separator(each) else "" for each in (self.prefix, self.suffix))
        return without_category(without_affixes(title, *affixes), self.category_separator)

    def is_name_of_site(self, title: str) -> bool:
        """Return whether a title is only what most titles begin or end with."""
        return bool(title) and title in (affix_name(self.prefix), affix_name(self.suffix))

    def is_shared_title(self, title: str) -> bool:
        """Return whether many pages have a title."""
        return title in self.shared_titles

    def is_shared_document(self, title: str) -> bool:
        """Return whether many pages have a `<title>`, without what the site adds."""
        return title in self.shared_documents

    def has_trait(self, trait: Trait) -> bool:
        """Return whether the pages as a whole have a property."""
        return trait in self.traits

    def count_at_top(self, key: str) -> int:
        """Return how many of the sampled pages have a line or heading near the top; 0 if few."""
        return self.top.get(key, 0)

    def count_below_title(self, key: str) -> int:
        """Return the same for a line directly below the title."""
        count = self.top.get(key, 0)
        return count if count >= _MIN_BELOW_TITLE else 0

    def count_at_bottom(self, key: str) -> int:
        """Return how many of the sampled pages have a line or heading near the end; 0 if few."""
        return self.bottom.get(key, 0)

    def are_at_bottom(self, keys: Iterable[str]) -> bool:
        """Return whether most pages have all of these lines and headings near the end."""
        return all(key in self.bottom for key in keys)

    def count_of_links(self, key: str) -> int:
        """Return how many of the sampled pages have a line of links anywhere; 0 if few."""
        return self.links.get(key, 0)

    def count_of_notices(self, key: str) -> int:
        """Return how many sampled pages have a line that holds no content by its form."""
        return self.notices.get(key, 0)

    def is_shared_sentence(self, key: str) -> bool:
        """Return whether several pages with other titles have a first sentence or description."""
        return key in self.shared_sentences

    def has_link_words(self, words: frozenset[str]) -> bool:
        """Return whether most pages have these words in lines of links at their edges."""
        return bool(words) and words <= self.link_words


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
