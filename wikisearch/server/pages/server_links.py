"""URLs of the pages of the server, below the path that a proxy serves it under."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

_TEXT_FRAGMENT = ":~:"


class SearchState(NamedTuple):
    """What a page of results shows."""

    query: str
    categories: tuple[str, ...] = ()
    sort: str = "relevance"
    page: int = 1
    """Number of the page, from 1."""


class ServerLinks(NamedTuple):
    """Makes the URLs of pages."""

    root: str = ""
    """Path below which everything is served, without a slash at its end."""

    def search(self, state: SearchState) -> str:
        """Return the URL of a page of results."""
        pairs = [("q", state.query), *(("category", each) for each in state.categories)]
        if state.sort != "relevance":
            pairs.append(("sort", state.sort))
        if state.page > 1:
            pairs.append(("page", str(state.page)))
        return f"{self.root}/search?{urlencode(pairs)}"

    def term(self, page: str, anchor: str = "", text_url: str = "") -> str:
        """Return the URL of the reader view of a page, or of a section of it.

        A text fragment at the end of `text_url` is added.
        """
        _, _, words = text_url.partition(_TEXT_FRAGMENT)
        fragment = quote(anchor) + (_TEXT_FRAGMENT + words if words else "")
        return f"{self.root}/term/{quote(page)}" + (f"#{fragment}" if fragment else "")

    def why(self, query: str, page: str) -> str:
        """Return the URL of the explanation of a rank."""
        return f"{self.root}/why?{urlencode({'q': query, 'id': page})}"

    def graph(self, page: str, depth: int = 1) -> str:
        """Return the URL of the graph around a term."""
        pairs = {"id": page, **({"depth": depth} if depth > 1 else {})}
        return f"{self.root}/graph?{urlencode(pairs)}"

    def category(self, name: str) -> str:
        """Return the URL of the terms of a category."""
        return f"{self.root}/terms?{urlencode({'category': name})}"

    def terms(self, category: str = "", letter: str = "", page: int = 1) -> str:
        """Return the URL of a list of terms."""
        values = {"category": category, "letter": letter, "page": page if page > 1 else ""}
        pairs = {name: value for name, value in values.items() if value}
        return f"{self.root}/terms" + (f"?{urlencode(pairs)}" if pairs else "")

    def original(self, path: str, url: str = "") -> str:
        """Return the URL of an original page, with the fragment of another URL of it."""
        _, mark, fragment = url.partition("#")
        return f"{self.root}/page/{quote(path)}{mark}{fragment}"
