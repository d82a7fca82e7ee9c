"""Which pages have a name as title or alias."""

from collections.abc import Iterable, Sequence

from wikisearch.analysis import Analyzer
from wikisearch.analysis.names.name_keys import entry_names
from wikisearch.model.names import PageEntry


class NameOwners:
    """Looks up pages by title or alias; names are compared by their stems."""

    def __init__(self, pages: Iterable[PageEntry], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._pages = {page.id: page for page in pages}
        self._owners: dict[str, list[str]] = {}
        for page in self._pages.values():
            for name in dict.fromkeys(map(analyzer.stemmed_name, entry_names(page))):
                self._owners.setdefault(name, []).append(page.id)

    def owners(self, name: str) -> list[str]:
        """Return the ids of the pages with a name."""
        return self._owners.get(self._analyzer.stemmed_name(name), [])

    def shares_word(self, page_id: str, words: Sequence[str]) -> bool:
        """Return whether one of the words is in the title or an alias of a page."""
        page = self._pages.get(page_id)
        names = (page.title, *page.aliases) if page else ()
        return not set(words).isdisjoint(self._analyzer.scored(" ".join(names)))
