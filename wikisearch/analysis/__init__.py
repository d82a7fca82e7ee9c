"""Text -> tokens, pages -> documents: the one chain that index, query and highlighting share."""

from wikisearch.analysis.analyzer import Analyzer, Lexeme
from wikisearch.analysis.documents import documents, fingerprint, names_of
from wikisearch.analysis.folding import without_case

__all__ = ["Analyzer", "Lexeme", "documents", "fingerprint", "names_of", "without_case"]
