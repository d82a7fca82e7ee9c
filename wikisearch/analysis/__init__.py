"""Text -> tokens, pages -> documents: the one chain that index, query and highlighting share."""

from wikisearch.analysis.analyzer import Analyzer, TokenGroup
from wikisearch.analysis.folding import without_case
from wikisearch.analysis.languages import DEFAULT_LANGUAGE
from wikisearch.analysis.multilingual import analyzer_of, language_of
from wikisearch.analysis.name_keys import names_of, names_of_term
from wikisearch.analysis.vocabulary import Finder, Vocabulary

__all__ = [
    "DEFAULT_LANGUAGE",
    "Analyzer",
    "Finder",
    "TokenGroup",
    "Vocabulary",
    "analyzer_of",
    "language_of",
    "names_of",
    "names_of_term",
    "without_case",
]
