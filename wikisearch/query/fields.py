"""The fields of the query language, one row each: lexer, planner, help and docs read this table.

A new field is one new row in `FIELDS`.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from wikisearch.analysis import Analyzer
from wikisearch.analysis.languages.language_tags import primary_language
from wikisearch.model.query import And, Keyword, Not, Or, Query, Term
from wikisearch.query.wiki import Wiki

MAX_PAGES = 1_000
"""Maximum number of pages that `prefix:` or `linkedfrom:` selects."""

_SECTIONS = {
    "why": ("whyitmatters", "why"),
    "related": ("related", "relatedconcepts", "seealso"),
}
"""Short names of sections, and the folded headings that they expand to."""


class Scope(NamedTuple):
    """What a page field needs to look up its value."""

    wiki: Wiki
    analyzer: Analyzer


class Resolved(NamedTuple):
    """The pages that a value selects: any of the queries matches; notes are for the reader."""

    queries: tuple[Query, ...]
    notes: tuple[str, ...] = ()


class TextField(NamedTuple):
    """A field of words: `title:word` matches sections with the word in that field."""

    names: tuple[str, ...]
    """Names before the colon, in small letters. The first one is written in `parsed`."""

    example: str
    meaning: str


class PageField(NamedTuple):
    """A field that selects pages: `category:Safety`. `|` separates alternative values."""

    names: tuple[str, ...]
    example: str
    meaning: str
    resolve: Callable[[str, Scope], Resolved]


UNSPACED = frozenset({"in"})
"""Names that are words of a language: after them a space ends the field (`in: x` is text)."""

QueryField: TypeAlias = TextField | PageField


def _keywords(field: str, values: Iterable[str]) -> tuple[Query, ...]:
    return tuple(Keyword(field, value) for value in values)


def _in_category(name: str, scope: Scope) -> Resolved:
    folded = scope.analyzer.folded_name(name)
    return Resolved(_keywords("category", [folded]), scope.wiki.unknown_value("category", name))


def _in_language(tag: str, scope: Scope) -> Resolved:
    language = primary_language(tag)
    notes = scope.wiki.unknown_value("language", language or tag)
    return Resolved(_keywords("language", [language]), notes)


def _in_section(heading: str, scope: Scope) -> Resolved:
    folded = scope.analyzer.folded_name(heading)
    headings = _SECTIONS.get(folded, (folded,))
    known = any(map(scope.wiki.has_section, headings))
    notes = () if known else (f"in: no section is called {heading}",)
    return Resolved(_keywords("part", headings), notes)


def _with_prefix(text: str, scope: Scope) -> Resolved:
    pages = scope.wiki.pages_with_prefix(text)
    return _pages(pages) if pages else _nothing(f"prefix: no title or alias begins with {text}")


def _linking_to(name: str, scope: Scope) -> Resolved:
    pages = scope.wiki.pages_named(name)
    keys = [key for page in pages for key in scope.wiki.link_keys(page)]
    return Resolved(_keywords("links_to", keys), _unknown_page("linksto", name, pages))


def _linked_from(name: str, scope: Scope) -> Resolved:
    pages = scope.wiki.pages_named(name)
    targets = tuple(target for page in pages for target in scope.wiki.link_targets(page))
    found = _pages(targets)
    return Resolved(found.queries, (*_unknown_page("linkedfrom", name, pages), *found.notes))


def _more_like(name: str, scope: Scope) -> Resolved:
    pages = scope.wiki.pages_named(name)
    queries = tuple(_like(page, scope.wiki) for page in pages)
    return Resolved(queries, _unknown_page("morelike", name, pages))


def _like(page: str, wiki: Wiki) -> Query:
    terms = Or(tuple(map(Term, wiki.significant_terms(page))))
    return And((terms, Not(Keyword("page", page))))


def _pages(pages: tuple[str, ...]) -> Resolved:
    many = f"only the first {MAX_PAGES:,} of {len(pages):,} pages count"
    notes = (many,) if len(pages) > MAX_PAGES else ()
    return Resolved(_keywords("page", pages[:MAX_PAGES]), notes)


def _nothing(note: str) -> Resolved:
    return Resolved((), (note,))


def _unknown_page(field: str, name: str, pages: tuple[str, ...]) -> tuple[str, ...]:
    if pages:
        return ()
    hint = "" if " " in name else "; put a name of several words in quotes"
    return (f"{field}: no page is called {name}{hint}",)


FIELDS: tuple[QueryField, ...] = (
    TextField(("title", "intitle"), "title:attention", "in the page's title"),
    TextField(("alias",), "alias:retrieval", "in another name that the page states"),
    TextField(("heading", "section", "inheading"), "section:cost", "in the section's heading"),
    TextField(("body",), "body:barrier", "in the section's text"),
    PageField(
        ("category", "incategory"),
        "category:Safety prompt",
        "the word, on pages of a category",
        _in_category,
    ),
    PageField(
        ("lang", "language"),
        "lang:en prompt",
        "the word, on pages in a language (a language tag)",
        _in_language,
    ),
    PageField(
        ("in",),
        'in:"the cost barrier"',
        "under a heading, written in full; short names: definition, why, deepdive, related",
        _in_section,
    ),
    PageField(
        ("prefix",),
        'prefix:"large l"',
        "pages with a title or alias that begins with the text",
        _with_prefix,
    ),
    PageField(("linksto",), "linksto:gan", "pages whose content links to the page", _linking_to),
    PageField(
        ("linkedfrom",), "linkedfrom:gan", "pages that the page's content links to", _linked_from
    ),
    PageField(
        ("morelike", "morelikethis"),
        "morelike:gan",
        "pages that share significant words with the page",
        _more_like,
    ),
)
"""All fields, in the order of the docs."""

_CATEGORY_IN_LANGUAGES = (
    *("kategorie", "kategori", "kategória", "kategoria", "catégorie", "categorie", "categoría"),
    *("categoria", "luokka", "kategorija", "категория", "категорія", "κατηγορία"),
    *("קטגוריה", "تصنيف", "分类", "分類", "カテゴリ", "분류"),
)
"""Names of the field as the MediaWiki of a language writes its categories."""

BY_NAME = {name: field for field in FIELDS for name in field.names}
"""Each field by each of its names."""
BY_NAME.update(dict.fromkeys(_CATEGORY_IN_LANGUAGES, BY_NAME["category"]))

PAGE_FIELDS = {field.names[0]: field for field in FIELDS if isinstance(field, PageField)}
"""Fields that select pages, by canonical name. All others contain words."""


def canonical_name(name: str) -> str:
    """Return the first name of a field, for any of its names in any case."""
    return BY_NAME[name.lower()].names[0]
