"""Pages, names, related terms and manifests -> lines for a person."""

from collections.abc import Iterable, Iterator

from wikisearch.model.manifest import NO_EDITS, Manifest
from wikisearch.model.names import AlternativeName
from wikisearch.model.page import LinkKind, Page
from wikisearch.model.related import RelatedTerm, Relation
from wikisearch.model.suggestion import Suggestion
from wikisearch.render.columns import wrap
from wikisearch.render.line import Cells, StyledLine, bold, dim
from wikisearch.render.printable import printable
from wikisearch.render.section_blocks import sections_below
from wikisearch.render.text import SEPARATOR, plural, title_line

_RELATIONS = {
    Relation.LINKED_BOTH_WAYS: "linked both ways",
    Relation.LINKED_TO: "linked to",
    Relation.LINKED_FROM: "links here",
    Relation.SHARED_LINKS: "shares {}",
    Relation.ALIKE: "similar text",
}


def page_lines(page: Page, columns: int, anchor: str = "") -> Iterator[StyledLine]:
    """Yield a whole page: title, aliases, sections and related terms.

    With the anchor of a section, yield only that section and the sections below it.
    """
    sections = sections_below(page.sections, anchor)
    is_part = len(sections) < len(page.sections)
    yield title_line(page)
    if page.aliases and not is_part:
        yield StyledLine(dim(f"also: {', '.join(page.aliases)}"))
    for section in sections:
        if section.level > 1:
            yield StyledLine()
            yield StyledLine(bold(SEPARATOR.join(section.hierarchy[1:])))
        for paragraph in section.text.split("\n"):
            yield from wrapped(paragraph, columns)
    related = [link.text for link in page.links if link.kind is LinkKind.RELATED]
    if related and not is_part:
        yield StyledLine()
        yield from wrapped(f"Related: {', '.join(related)}", columns)


def suggestion_lines(suggestions: Iterable[Suggestion]) -> Iterator[Cells]:
    """Yield a name per line; an alias is followed by a tab and its title."""
    for each in suggestions:
        yield Cells([each.alias, each.title] if each.alias else [each.title])


def related_lines(related: Iterable[RelatedTerm]) -> Iterator[Cells]:
    """Yield a related term per line: its title, and why it is related."""
    for each in related:
        yield Cells([each.title, relation_reason(each)])


def relation_reason(related: RelatedTerm) -> str:
    """Say why a term is related."""
    shared = plural(related.shared, "link")
    return ", ".join(_RELATIONS[relation].format(shared) for relation in related.relations)


def name_lines(names: Iterable[AlternativeName]) -> Iterator[Cells]:
    """Yield an alternative name per line: its meaning, source and number of pages."""
    for each in names:
        yield Cells([each.name, each.means, each.source, str(each.pages)])


def manifest_lines(manifest: Manifest) -> Iterator[StyledLine]:
    """Yield the statistics of an index, then the pages that were refused."""
    counts = {
        "pages": manifest.pages,
        "sections": manifest.sections,
        "refused": len(manifest.refused),
        "bytes": sum(stamp.size for stamp in manifest.files.values()),
    }
    for name, count in counts.items():
        yield StyledLine(f"{name:<10}{count:>10,}")
    texts = {
        "source": manifest.source,
        "fetched": " to ".join(dict.fromkeys(manifest.fetched)),
        "built": manifest.built,
        "edited": f"{manifest.edits.added:,} added, {manifest.edits.deleted:,} deleted",
        "engine": manifest.engine,
        "language": ", ".join(manifest.languages),
        "analyzer": manifest.analyzer,
    }
    if manifest.edits == NO_EDITS:
        del texts["edited"]
    for name, text in texts.items():
        if text:
            yield StyledLine(f"{name:<10}{text}")
    for refusal in manifest.refused:
        yield StyledLine(f"refused: {refusal.path}: {refusal.reason}")


def wrapped(text: str, columns: int, indent: str = "") -> Iterator[StyledLine]:
    """Wrap a text into lines."""
    for line in wrap(printable(text), columns - len(indent)):
        yield StyledLine(indent, line)
