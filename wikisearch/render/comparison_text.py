"""A Comparison -> lines: where terms rank for a query, and why."""

from collections.abc import Iterator

from wikisearch.model.comparison import Comparison, MissingClauses, RankedTerm
from wikisearch.render.line import StyledLine, bold, dim
from wikisearch.render.page_text import wrapped
from wikisearch.render.text import INDENT, explanation_lines


def comparison_lines(comparison: Comparison, columns: int) -> Iterator[StyledLine]:
    """Yield the deciding factor, then each term with its rank and explanation."""
    if comparison.verdict:
        yield from wrapped(comparison.verdict.sentence, columns)
    if comparison.suggestion:
        yield StyledLine(dim(f"for: {comparison.suggestion}"))
    for number, ranked in enumerate(comparison.standings):
        if number or comparison.verdict or comparison.suggestion:
            yield StyledLine()
        yield from _ranked(ranked, comparison.total, columns)


def _ranked(ranked: RankedTerm, total: int, columns: int) -> Iterator[StyledLine]:
    if ranked.gap is not None:
        yield StyledLine(bold(ranked.title), f": not among the {total:,} results")
        for sentence in _missing(ranked.gap):
            yield from wrapped(sentence, columns, INDENT)
    if ranked.explanation is not None:
        yield StyledLine(
            bold(ranked.title), f": rank {ranked.rank:,} of {total:,}, {ranked.match_type}"
        )
        yield from explanation_lines(ranked.explanation)


def _missing(gap: MissingClauses) -> Iterator[str]:
    if not gap.section:
        yield "the query is empty"
    elif not gap.missing:
        yield f"{gap.section} matches, but is beyond the results that the search ranks"
    if gap.nowhere:
        yield f"no section matches: {', '.join(gap.nowhere)}"
    if gap.missing and gap.missing != gap.nowhere:
        yield f"no section matches all clauses; the nearest, {gap.section}, does not match: " + (
            ", ".join(gap.missing)
        )
