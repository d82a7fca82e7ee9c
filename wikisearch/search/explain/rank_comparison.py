"""Two ranked terms -> which one is above the other, and which factor decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikisearch.model.comparison import DecidingFactor, RankComparison, RankedTerm, ScoreDelta
from wikisearch.model.explanation import Explanation
from wikisearch.model.results import MatchType
from wikisearch.scoring import rounded
from wikisearch.search.explain.texts import comparison_sentence

_FORMS = (2.0, 1.5, 1.0, 0.5)
"""Values of `NameOrder.form`; other ones are shares of a title."""

_TYPED_NAMES = frozenset({MatchType.TITLE, MatchType.HEADING, MatchType.HEADING_END})


NO_ORDER = (0, 0.0, 0, 0)
"""The order of a term that is not among the results."""


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """A ranked term, with what else the order of pages depends on."""

    term: RankedTerm
    order: tuple[int, float, int, int]
    """Match type, title coverage, parts and links of the name: the start of `RankedPage.order`."""


def compare_ranks(one: RankedEntry, other: RankedEntry) -> RankComparison | None:
    """Compare the ranks of two entries; None if neither has one."""
    first, second = sorted((one, other), key=_rank)
    above, below = first.term, second.term
    if above.rank is None:
        return None
    decider = _deciding_factor(first, second)
    differences = _differences(above, below)
    sentence = comparison_sentence(decider, above, below, differences)
    return RankComparison(above.id, below.id, decider, differences, sentence)


def _rank(entry: RankedEntry) -> float:
    return float("inf") if entry.term.rank is None else entry.term.rank


def _deciding_factor(first: RankedEntry, second: RankedEntry) -> DecidingFactor:
    above, below = first.term, second.term
    if below.rank is None:
        return DecidingFactor.FOUND
    if first.order[0] != second.order[0]:
        return DecidingFactor.MATCH_TYPE
    if first.order[1] != second.order[1]:
        is_form = above.match_type in _TYPED_NAMES and -first.order[1] in _FORMS
        return DecidingFactor.FORM if is_form else DecidingFactor.TITLE
    if first.order[2] != second.order[2]:
        return DecidingFactor.PATH
    if first.order[3] != second.order[3]:
        return DecidingFactor.LINKS
    if rounded(above.score or 0.0) != rounded(below.score or 0.0):
        return DecidingFactor.SCORE
    return DecidingFactor.ID


def _differences(above: RankedTerm, below: RankedTerm) -> tuple[ScoreDelta, ...]:
    """Parts of the scores that differ, largest difference first."""
    if above.explanation is None or below.explanation is None:
        return ()
    high, low = _parts(above.explanation), _parts(below.explanation)
    names = dict.fromkeys((*high, *low))
    deltas = [ScoreDelta(name, high.get(name, 0.0), low.get(name, 0.0)) for name in names]
    different = [delta for delta in deltas if rounded(delta.above) != rounded(delta.below)]
    different.sort(key=lambda delta: -abs(delta.above - delta.below))
    return tuple(different)


def _parts(explanation: Explanation) -> dict[str, float]:
    """Contribution of each word and of each feature to a score."""
    totals: dict[str, float] = {}
    for leaf in _leaves(explanation):
        # The statistics after a word are those of one section; two sections share the word.
        name = leaf.description.partition(": idf ")[0]
        totals[name] = totals.get(name, 0.0) + leaf.value
    return totals


def _leaves(explanation: Explanation) -> Iterator[Explanation]:
    if not explanation.parts:
        yield explanation
    for part in explanation.parts:
        yield from _leaves(part)
