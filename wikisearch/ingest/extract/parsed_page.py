"""The bytes of an HTML file -> its tree, its profile and the element with its content."""

from dataclasses import dataclass
from itertools import chain

from wikisearch.errors import PageError
from wikisearch.ingest.extract.content.dropped_parts import mark_parts
from wikisearch.ingest.extract.content.main_element import find_main
from wikisearch.ingest.html.element import Element, ancestors
from wikisearch.ingest.html.encoding import decode, is_binary
from wikisearch.ingest.html.hidden_alternatives import with_alternatives
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import is_shorter
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.html.tree_builder import build_tree
from wikisearch.ingest.page_input import PageInput, check_size
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.ingest.profiles.profile_set import Choice, Profiles

_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page before its title, its entries and its lines are read."""

    path: str
    tree: Tree
    choice: Choice
    main: Element
    """The element with the content."""

    @property
    def profile(self) -> Profile:
        """The rules for the page."""
        return self.choice.profile


def parse(source: PageInput, profiles: Profiles) -> ParsedPage:
    """Parse a page, choose its profile and find its content.

    Raises PageError for an empty, binary or too large file.
    """
    markup = _markup(source)
    tree = build_tree(markup, profiles.inline_needs, profiles.menu_classes)
    if tree.hidden_words and _shows_only_title(tree):
        # A script shows the page.
        tree = build_tree(markup, profiles.inline_needs, reads_hidden=True)
    choice = profiles.choose(tree)
    mark_parts(tree, choice.profile)
    main = find_main(tree, choice.profile)
    if tree.menus and not _are_menus(tree, choice.profile, main):
        tree = build_tree(markup, profiles.inline_needs)
        mark_parts(tree, choice.profile)
        main = find_main(tree, choice.profile)
    return ParsedPage(source.path, tree, choice, main)


def _shows_only_title(tree: Tree) -> bool:
    """Return whether the page shows nothing but words of its `<title>`."""
    titles = " ".join(map(plain_text, tree.by_name.get("title", ())))
    bodies = tree.by_name.get("body", ())
    return all(is_shorter(body, len(titles) + 1) and plain_text(body) in titles for body in bodies)


def _markup(source: PageInput) -> bytes:
    """Return the page as UTF-8 without control characters, with the words that it shows."""
    data, path = source.data, source.path
    check_size(len(data), path)
    if not data.strip():
        raise PageError(path, "empty file")
    if is_binary(data):
        raise PageError(path, "binary, not HTML")
    text = decode(data, source.charset).encode("utf-8", "replace").translate(_WITHOUT_CONTROLS)
    return with_alternatives(text)


def _are_menus(tree: Tree, profile: Profile, main: Element) -> bool:
    """Return whether nothing in the menus is content, as the start of the page promised."""
    if any(place in tree.menus for place in chain((main,), ancestors(main))):
        return False
    return bool(profile.menu_classes) and all(menu.dropped for menu in tree.menus)
