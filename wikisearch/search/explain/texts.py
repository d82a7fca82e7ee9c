"""The text of explanations: what a match type, a feature and a comparison mean in words."""

from wikisearch.model.comparison import DecidingFactor, RankedTerm, ScoreDelta
from wikisearch.model.results import MatchType

MATCH_REASONS = {
    MatchType.TITLE: "the query is its title",
    MatchType.ALIAS: "the query is one of its aliases",
    MatchType.ACRONYM: "the query is an acronym of its title, or the reverse",
    MatchType.FOLDED: "the query is its title or alias, ignoring accents and spacing",
    MatchType.VARIANT: "the query is another form of its title or alias",
    MatchType.CALLED: "the query is the text of links to it, its file name or its address",
    MatchType.COMPARED: "the query compares it with another page",
    MatchType.HEADING: "the query is one of its headings",
    MatchType.HEADING_END: "the query is a part of a heading, or the end of its title",
    MatchType.TITLE_WORDS: "its title has all the words",
    MatchType.WORDS: "a section matches the query",
    MatchType.SYNONYMS: "a section matches the query with synonyms",
    MatchType.SOME_WORDS: "a section has some of the words",
}

FEATURE_REASONS = (
    "query words close together, in order",
    "words in the same form as in the query",
    "the query has all words of the title",
    "other pages link to it",
    "the query is its name",
    "several pages have the query as a heading",
)
"""The reason of each of `RerankFeatures`, in their order."""

_MAX_DELTAS = 3
"""Score differences that a sentence names; the comparison has all of them."""


def comparison_sentence(
    decider: DecidingFactor,
    above: RankedTerm,
    below: RankedTerm,
    differences: tuple[ScoreDelta, ...],
) -> str:
    """Return the sentence that says which of two terms is above the other, and why."""
    high, low = above.title, below.title
    if high == low:
        high, low = f"{high} ({above.id})", f"{low} ({below.id})"
    return f"{high} is above {low}: {_reason(decider, above, below, differences)}"


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
            kinds = f"{above.match_type} ranks above {below.match_type}"
            return f"its match type is better ({kinds}), whatever the scores"
        case DecidingFactor.TITLE:
            return "the query covers more of its title"
        case DecidingFactor.FORM:
            return "its name has the query as it was typed"
        case DecidingFactor.PATH:
            return "its name has a shorter path"
        case DecidingFactor.LINKS:
            return "more pages link to its section"
        case DecidingFactor.SCORE:
            named = ", ".join(
                f"{delta.part} ({delta.above:.4f}, {delta.below:.4f})"
                for delta in differences[:_MAX_DELTAS]
            )
            scores = f"its score is {above.score:.4f}, the other one is {below.score:.4f}"
            return f"{scores}; largest differences: {named}"
        case DecidingFactor.ID:
            return f"their scores are equal, and {above.id} comes before {below.id}"
