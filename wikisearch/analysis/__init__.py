"""Text -> tokens, pages -> documents: the one chain that index, query and highlighting share."""

from wikisearch.analysis.acronyms import acronyms
from wikisearch.analysis.analyzer import Analyzer, Lexeme
from wikisearch.analysis.documents import documents, fingerprint, names_of, names_of_term
from wikisearch.analysis.folding import without_case
from wikisearch.analysis.languages import DEFAULT_LANGUAGE, main_language

__all__ = [
    "DEFAULT_LANGUAGE",
    "Analyzer",
    "Lexeme",
    "acronyms",
    "documents",
    "fingerprint",
    "main_language",
    "names_of",
    "names_of_term",
    "without_case",
]
