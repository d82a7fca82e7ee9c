"""The terms of a definition list -> marks on those that become sections."""

import re
from collections.abc import Iterable

from wikisearch.ingest.extract.entries.definition_terms import TermReader
from wikisearch.ingest.extract.entries.entry_names import is_signature, name_by_address, short_name
from wikisearch.ingest.html.element import ENTRY_RANK, Element, ancestors, previous_element
from wikisearch.ingest.html.text_measures import has_text

MAX_TERM_LENGTH = 100
DEEPEST = 5
"""Nesting of lists that counts for the rank."""
_LETTER = re.compile(r"[^\W\d_]")
_SIGNS = re.compile(r"[^\w\s*†‡§¶•–—\[\]()]+")
"""An operator, not the mark of a note."""


def mark_list(
    holder: Element, terms: list[Element], reader: TermReader, *, signs: bool = False
) -> None:
    """Mark the terms of a list as entries; with `signs`, also those without a letter: `...`.

    Without it, a term that consists of signs, such as `>=`, is an entry if it has an address.
    """
    rank = ENTRY_RANK + nesting(holder)
    for term in terms:
        if term.dropped or not has_text(term):
            continue
        addresses = reader.addresses(term)
        name = _declared_name(reader.name(term), addresses)
        if len(name) > MAX_TERM_LENGTH:
            name = short_name(name, next(iter(addresses), ""))
        term.entry_title = name
        before = previous_element(term)
        if before is not None and _is_form_of(before.entry_title, name):
            # Another form of the entry before it; its own address can name it: `lag/3`.
            name = next(iter(addresses), "")
            if name == before.entry_title or not _is_form_of(name, before.entry_title):
                continue
            term.entry_title = name
        if len(name) <= MAX_TERM_LENGTH and (
            _LETTER.search(name) or (signs and name) or (addresses and _SIGNS.fullmatch(name))
        ):
            term.rank = rank
            holder.holds_entries = True


def _declared_name(line: str, addresses: Iterable[str]) -> str:
    """Return the name in a declaration that its address names: `lag` in `val lag : int -> int`."""
    if not is_signature(line):
        return line
    names = (name_by_address(line, address) for address in addresses)
    return next((name for name in names if name and " " not in name), line)


def _is_form_of(form: str, name: str) -> bool:
    """Return whether a name begins with another one: `lag/3` is a form of `lag` and of `lag/2`."""
    if form == name:
        return True
    base = name.partition("/")[0]
    return form == base or form.startswith(f"{base}/")


def nesting(holder: Element) -> int:
    """Count the lists of entries around an element, up to a limit."""
    depth = sum(above.holds_entries for above in ancestors(holder))
    return min(depth, DEEPEST)
