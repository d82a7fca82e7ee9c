"""The texts of explanations."""

from wikisearch.model.results import MatchType

MATCH_REASONS = {
    MatchType.TITLE: "the query is its title",
    MatchType.ALIAS: "the query is one of its aliases",
    MatchType.ACRONYM: "texts explain the query and its title as one",
    MatchType.FOLDED: "the query is its title or alias but for spelling",
    MatchType.VARIANT: "the query is another form of its title or alias",
    MatchType.CALLED: "other pages link to it so, or its file is named so",
    MatchType.HEADING: "the query is a heading of it",
    MatchType.HEADING_END: "the query is the end of the name in its title or a heading of it",
    MatchType.TITLE_WORDS: "its title has all the words",
    MatchType.WORDS: "a section matches the query",
    MatchType.SYNONYMS: "a section matches the query with other names of the same things",
    MatchType.SOME_WORDS: "a section has some of the words",
}

FEATURE_REASONS = (
    "words near each other, in their order",
    "names in the very form they were asked for",
    "the whole title is asked for",
    "other pages link to it",
    "the query is the name of it",
)
"""The reason of each of `RerankFeatures`, in their order."""
