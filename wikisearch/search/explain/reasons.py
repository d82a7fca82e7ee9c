"""Two terms in the order of the ranking -> what puts the one above the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikisearch.model.comparison import DecidingFactor, RankComparison, RankedTerm, ScoreDelta
from wikisearch.model.explanation import Explanation
from wikisearch.scoring import rounded

PARTS_NAMED = 3
"""Differences that the sentence names; all are in the verdict."""


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """A standing, and what else the order of pages looks at."""

    standing: RankedTerm
    coverage: float = 0.0
    """Share of its title that the query has, where that decides."""


def compare_ranks(one: RankedEntry, other: RankedEntry) -> RankComparison | None:
    """Say which is above the other, and why; None when neither is found."""
    first, second = sorted((one, other), key=_rank)
    above, below = first.standing, second.standing
    if above.rank is None:
        return None
    decider = _decider(first, second)
    differences = _differences(above, below)
    reason = _reason(decider, above, below, differences)
    title, lower = above.title, below.title
    if title == lower:
        title, lower = f"{title} ({above.id})", f"{lower} ({below.id})"
    return RankComparison(
        above.id, below.id, decider, differences, f"{title} is above {lower}: {reason}"
    )


def _rank(place: RankedEntry) -> float:
    return float("inf") if place.standing.rank is None else place.standing.rank


def _decider(first: RankedEntry, second: RankedEntry) -> DecidingFactor:
    above, below = first.standing, second.standing
    if below.rank is None:
        return DecidingFactor.FOUND
    if above.match_type != below.match_type:
        return DecidingFactor.MATCH_TYPE
    if first.coverage != second.coverage:
        return DecidingFactor.TITLE
    if rounded(above.score or 0.0) != rounded(below.score or 0.0):
        return DecidingFactor.SCORE
    return DecidingFactor.ID


def _reason(
    decider: DecidingFactor,
    above: RankedTerm,
    below: RankedTerm,
    differences: tuple[ScoreDelta, ...],
) -> str:
    match decider:
        case DecidingFactor.FOUND:
            return "only the first matches the query"
        case DecidingFactor.MATCH_TYPE:
            kinds = f"{above.match_type} comes before {below.match_type}"
            return f"its kind of match is better, {kinds}, whatever the score"
        case DecidingFactor.TITLE:
            return "the query has more of its title"
        case DecidingFactor.SCORE:
            named = "; ".join(
                f"{each.part} {each.above:.4f} to {each.below:.4f}"
                for each in differences[:PARTS_NAMED]
            )
            return f"it scores {above.score:.4f} to {below.score:.4f}; most by {named}"
        case DecidingFactor.ID:
            return f"their scores are equal, and {above.id} comes before {below.id}"


def _differences(above: RankedTerm, below: RankedTerm) -> tuple[ScoreDelta, ...]:
    if above.explanation is None or below.explanation is None:
        return ()
    high, low = _parts(above.explanation), _parts(below.explanation)
    names = dict.fromkeys((*high, *low))
    found = [ScoreDelta(name, high.get(name, 0.0), low.get(name, 0.0)) for name in names]
    differing = [each for each in found if rounded(each.above) != rounded(each.below)]
    differing.sort(key=lambda each: -abs(each.above - each.below))
    return tuple(differing)


def _parts(explanation: Explanation) -> dict[str, float]:
    """What each word, and each thing beyond the words, gives to a score."""
    totals: dict[str, float] = {}
    for leaf in _leaves(explanation):
        # The figures behind a word are of one section; the word is what two of them share.
        name = leaf.description.partition(": idf ")[0]
        totals[name] = totals.get(name, 0.0) + leaf.value
    return totals


def _leaves(explanation: Explanation) -> Iterator[Explanation]:
    if not explanation.parts:
        yield explanation
    for part in explanation.parts:
        yield from _leaves(part)
