"""Analysis: text -> tokens. The index, queries and highlighting share this one analysis chain."""

from wikisearch.analysis.analyzer import Analyzer
from wikisearch.analysis.characters.folding import without_case
from wikisearch.analysis.characters.unsegmented import has_letters, is_unsegmented
from wikisearch.analysis.languages.elisions import without_elision
from wikisearch.analysis.languages.language_tags import DEFAULT_LANGUAGE
from wikisearch.analysis.languages.stemming import analysis_language
from wikisearch.analysis.names.articles import article_variants
from wikisearch.analysis.text_tokens import RUN_END, TextTokens
from wikisearch.analysis.token_finder import TokenFinder
from wikisearch.analysis.token_group import TokenGroup
from wikisearch.analysis.vocabulary import Vocabulary

__all__ = [
    "DEFAULT_LANGUAGE",
    "RUN_END",
    "Analyzer",
    "TextTokens",
    "TokenFinder",
    "TokenGroup",
    "Vocabulary",
    "analysis_language",
    "article_variants",
    "has_letters",
    "is_unsegmented",
    "without_case",
    "without_elision",
]
