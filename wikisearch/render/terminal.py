"""Results and pages -> lines for a person, in colour or plain."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

from wikisearch.model.page import LinkKind, Page, PageHead
from wikisearch.model.related import RelatedTerm, Relation
from wikisearch.model.results import Hit, MatchType, Results, SectionHit, Snippet
from wikisearch.render.highlight_marks import terminal_lines
from wikisearch.render.printable import printable

if TYPE_CHECKING:  # a cold query has none of these, and need not wait for them
    from collections.abc import Iterable, Iterator

    from wikisearch.model.comparison import Comparison, MissingClauses, RankedTerm
    from wikisearch.model.explanation import Explanation
    from wikisearch.model.manifest import Manifest
    from wikisearch.model.names import AlternativeName
    from wikisearch.model.suggestion import Suggestion

SECTIONS_SHOWN = 3
_INDENT = "   "
_SEPARATOR = " › "
_UNNAMED = {MatchType.TITLE_WORDS, MatchType.WORDS, MatchType.SYNONYMS, MatchType.SOME_WORDS}

_RELATIONS = {
    Relation.LINKED_BOTH_WAYS: "linked both ways",
    Relation.LINKED_TO: "linked to",
    Relation.LINKED_FROM: "links here",
    Relation.SHARED_LINKS: "shares {}",
    Relation.ALIKE: "alike in text",
}


class Terminal:
    """Writes lines of a given width, with or without colour."""

    def __init__(self, *, colour: bool, width: int = 100) -> None:
        self._colour = colour
        self._width = width

    def results(
        self, results: Results, *, flat: bool = False, sections: int = SECTIONS_SHOWN
    ) -> Iterator[str]:
        """Yield lines of an answer: a block a page with some sections, or a line a section."""
        if flat:
            for _, section in results.flat():
                yield f"{section.score:9.4f}  {printable(section.id)}  {self._path(section)}"
        else:
            yield self._summary(results)
            if results.timings is not None:
                steps = asdict(results.timings).items()
                yield self._dim(", ".join(f"{step} {spent:.1f} ms" for step, spent in steps))
            for place, hit in enumerate(results, results.offset + 1):
                yield ""
                yield from self._hit(place, hit, sections)
        for name, values in results.facets.items():
            yield ""
            yield self._dim(f"by {name}")
            yield from (f"{each.count:9,}  {printable(each.value)}" for each in values)

    def suggestions(self, suggestions: Iterable[Suggestion]) -> Iterator[str]:
        """Yield a name a line; after an alias, a tab and the title that it leads to."""
        for each in suggestions:
            yield _cells(each.alias, each.title) if each.alias else _cells(each.title)

    def related(self, related: Iterable[RelatedTerm]) -> Iterator[str]:
        """Yield a term a line: its title, and why it is related."""
        for each in related:
            shared = f"{each.shared} {'link' if each.shared == 1 else 'links'}"
            reasons = (_RELATIONS[relation].format(shared) for relation in each.relations)
            yield _cells(each.title, ", ".join(reasons))

    def names(self, names: Iterable[AlternativeName]) -> Iterator[str]:
        """Yield a name a line: what it means, where it was found, and how many pages say so."""
        for each in names:
            yield _cells(each.name, each.means, each.source, str(each.pages))

    def page(self, page: Page) -> Iterator[str]:
        """Yield lines of a whole page."""
        yield self._bold(printable(page.title)) + self._category(page)
        if page.aliases:
            yield self._dim("also: " + printable(", ".join(page.aliases)))
        for section in page.sections:
            if section.level > 1:
                yield ""
                yield self._bold(printable(_SEPARATOR.join(section.hierarchy[1:])))
            for line in section.text.split("\n"):
                yield from textwrap.wrap(printable(line), self._width)
        related = [printable(link.text) for link in page.links if link.kind is LinkKind.RELATED]
        if related:
            yield ""
            yield from textwrap.wrap("Related: " + ", ".join(related), self._width)

    def comparison(self, comparison: Comparison) -> Iterator[str]:
        """Yield lines about where terms stand, after the sentence that says what decides."""
        if comparison.verdict:
            yield from textwrap.wrap(printable(comparison.verdict.sentence), self._width)
        if comparison.suggestion:
            yield self._dim(f"for: {printable(comparison.suggestion)}")
        for place, standing in enumerate(comparison.standings):
            if place or comparison.verdict or comparison.suggestion:
                yield ""
            yield from self._standing(standing, comparison.total)

    def manifest(self, manifest: Manifest) -> Iterator[str]:
        """Yield lines about an index."""
        yield f"pages     {manifest.pages:>10,}"
        yield f"sections  {manifest.sections:>10,}"
        yield f"refused   {len(manifest.refused):>10,}"
        yield f"bytes     {sum(stamp.size for stamp in manifest.files.values()):>10,}"
        yield f"source    {printable(manifest.source)}"
        yield f"built     {manifest.built}"
        yield f"engine    {manifest.engine}"
        yield f"language  {printable(', '.join(manifest.languages))}"
        yield f"analyzer  {printable(manifest.analyzer)}"
        for refusal in manifest.refused:
            yield f"refused: {printable(refusal.path)}: {printable(refusal.reason)}"

    def _summary(self, results: Results) -> str:
        terms = f"{results.total:,} {'term' if results.total == 1 else 'terms'}"
        how = ", some with only a part of the words" if results.relaxed else ""
        if results.rewritten_query:
            how += f", for: {printable(results.rewritten_query)}"
        meant = ""
        if results.suggestion and not results.rewritten_query:
            meant = f"; did you mean: {printable(results.suggestion)}"
        return self._dim(f"{terms} found{how} ({results.milliseconds:.1f} ms){meant}")

    def _hit(self, place: int, hit: Hit, sections: int) -> Iterator[str]:
        yield f"{place}. {self._bold(printable(hit.title))}{self._category(hit.page)}"
        if hit.match_type not in _UNNAMED:
            matched = f": {printable(hit.matched_title)}" if hit.matched_title else ""
            yield _INDENT + self._dim(f"{hit.match_type}{matched}")
        below = [section for section in hit.sections if section.anchor]
        if hit.sections[0].anchor:
            # A list of headings says little to one who does not know the term.
            yield from self._wrapped(Snippet(_first_sentence(hit.definition), ()), dim=True)
        else:
            yield _INDENT + self._dim(hit.url)
            yield from self._wrapped(hit.snippet)
        for section in below[:sections]:
            yield f"{_INDENT}{self._bold(self._path(section))}  {self._dim(section.url)}"
            yield from self._wrapped(section.snippet)
        if len(below) > sections:
            yield _INDENT + self._dim(f"and {len(below) - sections} more sections")
        if hit.explanation is not None:
            yield from self._explanation(hit.explanation, 1)

    def _explanation(self, explanation: Explanation, depth: int) -> Iterator[str]:
        yield f"{_INDENT * depth}{explanation.value:.4f}  {printable(explanation.description)}"
        for part in explanation.parts:
            yield from self._explanation(part, depth + 1)

    def _standing(self, standing: RankedTerm, total: int) -> Iterator[str]:
        title = self._bold(printable(standing.title))
        if standing.gap is not None:
            yield f"{title}: not among the {total:,} results"
            for line in _lacking(standing.gap):
                yield from textwrap.wrap(_INDENT + printable(line), self._width)
        if standing.explanation is not None:
            yield f"{title}: rank {standing.rank:,} of {total:,}, {standing.match_type}"
            yield from self._explanation(standing.explanation, 1)

    def _path(self, section: SectionHit) -> str:
        return printable(_SEPARATOR.join(section.hierarchy[1:] or section.hierarchy))

    def _category(self, page: PageHead) -> str:
        return "  " + self._dim(f"[{printable(page.category)}]") if page.category else ""

    def _wrapped(self, snippet: Snippet, *, dim: bool = False) -> Iterator[str]:
        for line in terminal_lines(snippet, self._width - len(_INDENT), bold=self._colour):
            yield _INDENT + (self._dim(line) if dim else line)

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self._colour else text

    def _dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self._colour else text


def _lacking(gap: MissingClauses) -> Iterator[str]:
    if not gap.section:
        yield "the query asks for nothing"
    elif not gap.missing:
        yield f"{gap.section} has all that is asked for, but the search does not go so far"
    if gap.nowhere:
        yield f"no section meets: {', '.join(gap.nowhere)}"
    if gap.missing and gap.missing != gap.nowhere:
        yield f"no section meets all together; the nearest, {gap.section}, does not meet: " + (
            ", ".join(gap.missing)
        )


def _cells(*texts: str) -> str:
    """A line for programs that cut at tabs."""
    return "\t".join(map(printable, texts))


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + stop.strip()
