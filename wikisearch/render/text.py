"""Results -> blocks of text for a person: the format `text`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from wikisearch.analysis.characters.sentence_ends import SENTENCE_END
from wikisearch.model.snippet import Snippet
from wikisearch.render.columns import width, wrap
from wikisearch.render.highlight import highlighted_lines
from wikisearch.render.line import Style, Styled, StyledLine, bold, dim
from wikisearch.render.match_reason import match_reason
from wikisearch.render.printable import printable

if TYPE_CHECKING:  # a cold query has none of these
    from collections.abc import Iterator

    from wikisearch.model.explanation import Explanation
    from wikisearch.model.page import PageHead
    from wikisearch.model.results import Hit, Results, SectionHit, Timings
    from wikisearch.render.display import DisplayOptions

INDENT = "   "
SEPARATOR = " › "


def text_lines(results: Results, options: DisplayOptions) -> Iterator[StyledLine]:
    """Yield a summary, a block per term, and facets; or a line per section for `flat`."""
    yield from _flat(results, options) if options.flat else _blocks(results, options)
    for name, values in results.facets.items():
        yield StyledLine()
        yield StyledLine(dim(f"by {name}"))
        for value in values:
            yield StyledLine(f"{value.count:9,}  ", value.value)


def _flat(results: Results, options: DisplayOptions) -> Iterator[StyledLine]:
    for _, section in results.flat()[options.flat_slice]:
        yield StyledLine(f"{section.score:9.4f}  ", section.url, "  ", _path(section))


def _blocks(results: Results, options: DisplayOptions) -> Iterator[StyledLine]:
    for line in wrap(printable(_summary(results)), options.columns):
        yield StyledLine(dim(line))
    if results.timings is not None:
        yield StyledLine(dim(_timings(results.timings)))
    for number, hit in enumerate(results, results.offset + 1):
        yield StyledLine()
        yield from _hit(number, hit, options)


def title_line(page: PageHead, number: str = "") -> StyledLine:
    """Show the title of a page and its category."""
    category = ("  ", dim(f"[{page.category}]")) if page.category else ()
    return StyledLine(number, bold(page.title), *category)


def explanation_lines(explanation: Explanation, depth: int = 1) -> Iterator[StyledLine]:
    """Yield a score and, indented below it, its parts."""
    yield StyledLine(INDENT * depth, f"{explanation.value:.4f}  ", explanation.description)
    for part in explanation.parts:
        yield from explanation_lines(part, depth + 1)


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count and its noun, such as `1,200 pages`; `many` is an irregular plural."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def _summary(results: Results) -> str:
    summary = f"{plural(results.total, 'term')} found"
    if results.relaxed:
        summary += ", some with only some of the words"
    if results.rewritten_query:
        summary += f" for {results.rewritten_query}"
    summary += f" ({results.milliseconds:.1f} ms)"
    if results.suggestion and not results.rewritten_query:
        summary += f"; did you mean: {results.suggestion}"
    return summary


def _timings(timings: Timings) -> str:
    return ", ".join(f"{step} {spent:.1f} ms" for step, spent in asdict(timings).items())


def _hit(number: int, hit: Hit, options: DisplayOptions) -> Iterator[StyledLine]:
    yield from _title_lines(number, hit.page, options)
    if reason := match_reason(hit):
        yield from _wrapped(reason, options, Style.DIM)
    below = [section for section in hit.sections if section.anchor]
    if hit.sections and hit.sections[0].anchor:
        # Section headings alone do not explain the term to a reader who does not know it.
        yield from _snippet(Snippet(first_sentence(hit.definition), ()), options, Style.DIM)
    else:
        yield StyledLine(INDENT, dim(hit.url))
        yield from _snippet(hit.snippet, options)
    shown = below[: options.sections]
    for section in shown:
        yield from _section_lines(section, options)
    more = hit.section_count - (len(hit.sections) - len(below)) - len(shown)
    if more > 0:
        yield StyledLine(INDENT, dim(f"and {plural(more, 'more section')}"))
    if hit.explanation is not None:
        yield from explanation_lines(hit.explanation)


def _title_lines(number: int, page: PageHead, options: DisplayOptions) -> Iterator[StyledLine]:
    """Show number, title and category; on several lines if they are wider than the window."""
    first, category = f"{number}. ", f"[{page.category}]" if page.category else ""
    if width(f"{first}{page.title}  {category}") <= options.columns:
        yield title_line(page, first)
        return
    for line_number, line in enumerate(wrap(printable(page.title), options.columns - len(first))):
        yield StyledLine(" " * len(first) if line_number else first, bold(line))
    if category:
        yield from _wrapped(category, options, Style.DIM)


def _section_lines(section: SectionHit, options: DisplayOptions) -> Iterator[StyledLine]:
    """Show where a section is, then its snippet. A URL is never broken, so that it can be used."""
    path = _path(section)
    if width(f"{INDENT}{path}  {section.url}") <= options.columns:
        yield StyledLine(INDENT, bold(path), "  ", dim(section.url))
    else:
        yield from _wrapped(path, options, Style.BOLD)
        yield StyledLine(INDENT, dim(section.url))
    yield from _snippet(section.snippet, options)


def _wrapped(text: str, options: DisplayOptions, style: Style) -> Iterator[StyledLine]:
    for line in wrap(printable(text), options.columns - len(INDENT)):
        yield StyledLine(INDENT, Styled(line, style))


def _snippet(
    snippet: Snippet, options: DisplayOptions, style: Style | None = None
) -> Iterator[StyledLine]:
    for pieces in highlighted_lines(snippet, options.columns - len(INDENT), style):
        yield StyledLine(INDENT, *pieces)


def _path(section: SectionHit) -> str:
    return SEPARATOR.join(section.hierarchy[1:] or section.hierarchy)


def first_sentence(text: str) -> str:
    """Return the beginning of a text up to the end of its first sentence."""
    end = SENTENCE_END.search(text)
    return text if end is None else text[: end.end()]
