"""A page -> its documents: one per section, with the tokens and keywords of each field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from wikisearch.analysis.analyzer import Analyzer
from wikisearch.analysis.characters.folding import without_case
from wikisearch.analysis.languages.language_tags import primary_language
from wikisearch.analysis.names.name_keys import (
    identifier_key,
    page_names,
    path_suffixes,
    section_names,
)
from wikisearch.analysis.names.spoken_names import spoken_names
from wikisearch.analysis.token_group import Tokens
from wikisearch.mapping.field_weights import (
    ALIAS_WEIGHT,
    ANCESTOR_WEIGHT,
    HEADING_WEIGHT,
    TITLE_WEIGHT,
)
from wikisearch.model.document import POSITIONAL_FIELDS, Document
from wikisearch.model.ids import link_key
from wikisearch.model.page import LinkKind, Page, Section
from wikisearch.model.stored_pages import encode_section, section_key

_STEM_FIELDS = tuple((f"in_{name}", name) for name in POSITIONAL_FIELDS)


class _Field(NamedTuple):
    """The tokens of a positional field, as documents have them."""

    exact: tuple[str, ...]
    scored: tuple[str, ...]
    stems: frozenset[str]


_NO_KEYS: frozenset[str] = frozenset()
_EMPTY = _Field((), (), _NO_KEYS)


def _field(tokens: Tokens) -> _Field:
    return _Field(tuple(tokens.exact), tuple(tokens.scored), frozenset(tokens.scored))


class _Names:
    """Analyzes the names on a page: each heading is also in the hierarchy of those below it."""

    def __init__(self, analyzer: Analyzer) -> None:
        # Caches of methods of this object would be cycles, which wait for a garbage collection.
        tokens = cache(analyzer.tokens)
        self.field: Callable[[str], _Field] = cache(lambda name: _field(tokens(name)))
        self.joined: Callable[[tuple[str, ...]], Tokens] = cache(
            lambda names: _joined(map(tokens, names))
        )
        self.folded: Callable[[str], str] = cache(lambda name: "".join(tokens(name).exact))
        """`Analyzer.folded_name`"""


def _joined(texts: Iterable[Tokens]) -> Tokens:
    """Return the tokens of several texts, in order."""
    joined = Tokens([], [])
    for tokens in texts:
        joined.exact.extend(tokens.exact)
        joined.scored.extend(tokens.scored)
    return joined


@dataclass(frozen=True, slots=True)
class _Shared:
    """Tokens and keywords that all sections of a page share."""

    names: _Names
    title: _Field
    alias: _Field
    related: frozenset[str]
    """Texts of links to related pages."""

    keywords: Mapping[str, frozenset[str]]


def documents(page: Page, analyzer: Analyzer) -> Iterator[Document]:
    """Yield one document per section, in page order."""
    shared = _shared(page, analyzer)
    for section in page.sections:
        yield _document(page, section, analyzer, shared)


def _shared(page: Page, analyzer: Analyzer) -> _Shared:
    content = [link for link in page.links if link.kind.is_content]
    names = _Names(analyzer)
    return _Shared(
        names=names,
        title=names.field(page.title),
        alias=_field(names.joined(page.aliases)),
        related=frozenset(link.text for link in content if link.kind is LinkKind.RELATED),
        keywords={
            "page": frozenset([page.id]),
            "category": frozenset(filter(None, [names.folded(page.category)])),
            "category_name": frozenset(filter(None, [page.category])),
            "language": frozenset(
                filter(None, [primary_language(page.language) or analyzer.language])
            ),
            "links_to": frozenset(
                link_key(target) for target in {link.target for link in content} - {page.id}
            ),
        },
    )


def _document(page: Page, section: Section, analyzer: Analyzer, shared: _Shared) -> Document:
    top, names = section is page.sections[0], shared.names
    is_list = _is_link_list(section, shared)
    body = _field(analyzer.tokens(section.text)) if section.text else _EMPTY
    fields = {
        "title": _EMPTY if is_list else shared.title,
        "heading": _EMPTY if top else names.field(section.title),
        "alias": _EMPTY if is_list else shared.alias,
        "body": _EMPTY if is_list else body,
    }
    # The heading of the top of a page is the page's title.
    heading = fields["title" if top else "heading"]
    ancestors = names.joined(section.hierarchy[1:-1])
    return Document(
        key=section_key(page.id, section.anchor),
        page=page.id,
        scored=(
            *fields["title"].scored * TITLE_WEIGHT,
            *heading.scored * HEADING_WEIGHT,
            *ancestors.scored * ANCESTOR_WEIGHT,
            *fields["alias"].scored * ALIAS_WEIGHT,
            *fields["body"].scored,
        ),
        fields={name: tokens.exact for name, tokens in fields.items() if tokens.exact},
        keywords={
            **shared.keywords,
            "part": frozenset(filter(None, _parts(section, names, top=top, is_list=is_list))),
            **(
                _page_names(page, analyzer)
                if top
                else _section_names(page, section, analyzer, names)
            ),
            **{stems: fields[name].stems for stems, name in _STEM_FIELDS},
            "listed": body.stems if is_list else _NO_KEYS,
        },
        stored=encode_section(page, section),
    )


def _parts(section: Section, names: _Names, *, top: bool, is_list: bool) -> Iterator[str]:
    """Yield the values of `part`: the role of a section, its heading and those above it."""
    if top:
        yield "definition"
    if is_list:
        yield "related"
    yield from map(names.folded, section.hierarchy[1:])


def _is_link_list(section: Section, shared: _Shared) -> bool:
    """Return whether a section is only a list of links to related pages, which is not an answer."""
    return bool(section.text) and shared.related.issuperset(section.text.split("\n"))


def _page_names(page: Page, analyzer: Analyzer) -> dict[str, frozenset[str]]:
    names = page_names(page)
    spoken = (form for name in names for form in spoken_names(name, analyzer.language))
    return {
        "name_title": frozenset([without_case(page.title)]),
        "name_alias": frozenset(map(without_case, page.aliases)),
        "name_folded": frozenset(
            filter(
                None,
                (*map(analyzer.folded_name, (*names, *spoken)), *map(identifier_key, names)),
            )
        ),
        "name_stemmed": frozenset(filter(None, map(analyzer.stemmed_name, names))),
        "name_heading_end": frozenset(map(analyzer.folded_name, path_suffixes(page))),
    }


def _section_names(
    page: Page, section: Section, analyzer: Analyzer, names: _Names
) -> dict[str, frozenset[str]]:
    full, suffixes = section_names(section, page, analyzer.stop_words)
    return {
        "name_heading": _heading_keys(full, names),
        "name_heading_end": _heading_keys(suffixes, names) if suffixes else _NO_KEYS,
    }


def _heading_keys(texts: tuple[str, ...], names: _Names) -> frozenset[str]:
    folded = (names.folded(text) or without_case(text) for text in texts)
    return frozenset(filter(None, (*folded, *map(identifier_key, texts))))
