"""A page -> its documents: what each section is searched by."""

from collections.abc import Callable, Iterable, Iterator

from wikisearch.analysis.analyzer import Analyzer
from wikisearch.analysis.folding import without_case
from wikisearch.model.document import POSITIONAL_FIELDS, Document
from wikisearch.model.facts import Term
from wikisearch.model.ids import link_key
from wikisearch.model.page import LinkKind, Page, PageFacts, Section
from wikisearch.model.records import encode_section, section_key

TITLE_WEIGHT = 2
HEADING_WEIGHT = 3
ANCESTOR_WEIGHT = 1
ALIAS_WEIGHT = 1
"""How many times a word counts in the scored field; in the text it counts once.

Whole numbers: repeating a token is the one way to weigh it that every engine shares.
"""

_DOCUMENT = 2
"""Raised whenever the same page gives other documents than before."""


def fingerprint(analyzer: Analyzer) -> str:
    """Names everything that decides what a section is searched by."""
    weights = (TITLE_WEIGHT, HEADING_WEIGHT, ANCESTOR_WEIGHT, ALIAS_WEIGHT)
    return f"{analyzer.fingerprint} documents-{_DOCUMENT} weights-{'-'.join(map(str, weights))}"


def documents(page: Page, analyzer: Analyzer) -> Iterator[Document]:
    """Yield one document for each section, in the order of the page."""
    for section in page.sections:
        yield _document(page, section, analyzer)


def _document(page: Page, section: Section, analyzer: Analyzer) -> Document:
    top = section is page.sections[0]
    texts = {
        "title": [page.title],
        "heading": [] if top else [section.title],
        "alias": list(page.aliases),
        "body": [section.text],
    }
    listed = frozenset[str]()
    if _is_link_list(page, section):
        listed = frozenset(analyzer.scored(section.text))
        texts |= {"title": [], "alias": [], "body": []}
    exact = {name: _tokens(analyzer.exact, texts[name]) for name in POSITIONAL_FIELDS}
    stems = {name: _tokens(analyzer.scored, texts[name]) for name in POSITIONAL_FIELDS}
    # The heading of the top of a page is the page's title.
    heading = stems["title"] if top else stems["heading"]
    ancestors = _tokens(analyzer.scored, section.hierarchy[1:-1])
    return Document(
        key=section_key(page.id, section.anchor),
        page=page.id,
        scored=(
            *stems["title"] * TITLE_WEIGHT,
            *heading * HEADING_WEIGHT,
            *ancestors * ANCESTOR_WEIGHT,
            *stems["alias"] * ALIAS_WEIGHT,
            *stems["body"],
        ),
        fields={name: tokens for name, tokens in exact.items() if tokens},
        keywords={
            "page": frozenset([page.id]),
            "category": frozenset(filter(None, [analyzer.folded_name(page.category)])),
            "category_name": frozenset(filter(None, [page.category])),
            "links_to": frozenset(
                link_key(link.target)
                for link in page.links
                if link.kind.is_content and link.target != page.id
            ),
            "part": frozenset(filter(None, _parts(page, section, analyzer))),
            **(_page_names(page, analyzer) if top else _section_names(section, analyzer)),
            **{f"in_{name}": frozenset(tokens) for name, tokens in stems.items()},
            "listed": listed,
        },
        stored=encode_section(page, section),
    )


def _parts(page: Page, section: Section, analyzer: Analyzer) -> Iterator[str]:
    """Headings that a section stands under, its own too, and what part it is by its shape."""
    if section is page.sections[0]:
        yield "definition"
    if _is_link_list(page, section):
        yield "related"
    yield from map(analyzer.folded_name, section.hierarchy[1:])


def _is_link_list(page: Page, section: Section) -> bool:
    """Whether a section only names related pages: it answers no question, and is short of words."""
    related = {link.text for link in page.links if link.kind is LinkKind.RELATED}
    return bool(section.text) and all(line in related for line in section.text.split("\n"))


def names_of(page: PageFacts) -> tuple[str, ...]:
    """Names a page answers to: its title, what stands before a dash in it, its aliases.

    Reference pages are titled "asyncio — Asynchronous I/O", and are asked for as asyncio.
    """
    return names_of_term(Term(page.id, page.path, page.title, page.aliases, page.category))


def names_of_term(term: Term) -> tuple[str, ...]:
    """Names that a listed page answers to."""
    name, dash, _ = term.title.partition(" — ")
    return (term.title, name, *term.aliases) if dash and name else (term.title, *term.aliases)


def _page_names(page: Page, analyzer: Analyzer) -> dict[str, frozenset[str]]:
    names = names_of(page)
    return {
        "name_title": frozenset([without_case(page.title)]),
        "name_alias": frozenset(map(without_case, page.aliases)),
        "name_folded": frozenset(filter(None, map(analyzer.folded_name, names))),
        "name_stemmed": frozenset(filter(None, map(analyzer.stemmed_name, names))),
    }


def _section_names(section: Section, analyzer: Analyzer) -> dict[str, frozenset[str]]:
    return {"name_heading": frozenset(filter(None, [analyzer.folded_name(section.title)]))}


def _tokens(analyse: Callable[[str], tuple[str, ...]], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(token for text in texts for token in analyse(text))
