"""A term, as a person writes it -> its page, or an error that names the nearest terms."""

from wikisearch.errors import TermNotFoundError
from wikisearch.model.page import Page
from wikisearch.search.page_lookup import find_page, load_page
from wikisearch.search.view.index_view import IndexView


def require_page(term: str, view: IndexView) -> Page:
    """Return the page with this id, name or address; raises TermNotFoundError."""
    page = find_page(term, view.reader, view.analyzer)
    if page is None:
        address = view.addresses.find(term)
        page = load_page(address.page, view.reader) if address else None
    if page is None:
        raise _not_found(term, view)
    return page


def _not_found(term: str, view: IndexView) -> TermNotFoundError:
    near = tuple(view.titles_and_aliases.nearest(term))
    search = f'search with: wikisearch query "{term}"'
    remedy = f"the nearest: {', '.join(near)}" if near else search
    return TermNotFoundError(repr(term), "no term has this name", remedy, nearest=near)
