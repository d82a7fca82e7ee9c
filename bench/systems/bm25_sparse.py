"""bm25s: BM25 scores in sparse matrices, computed while indexing; words are joined by OR."""

import json
from collections.abc import Iterable
from pathlib import Path

import bm25s
import Stemmer

from bench.queries import Query
from bench.sections import Section
from bench.systems.base import TOP, Hit, excerpt

_TEXTS = "texts.json"


class Bm25s:
    """As in its documentation, with Lucene's formula. The bench cuts the snippets."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Compute all scores, and store the texts for snippets."""
        listed = list(sections)
        texts = [f"{each.title} {each.heading} {each.text}" for each in listed]
        tokens = bm25s.tokenize(
            texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False
        )
        retriever = bm25s.BM25(method="lucene")
        retriever.index(tokens, show_progress=False)
        retriever.save(str(index), show_progress=False)
        stored = [(each.id, each.text) for each in listed]
        (index / _TEXTS).write_text(json.dumps(stored), encoding="utf-8")

    def open(self, index: Path) -> None:
        """Load the matrices and the texts."""
        self._retriever = bm25s.BM25.load(str(index))
        self._texts = json.loads((index / _TEXTS).read_text(encoding="utf-8"))
        self._stemmer = Stemmer.Stemmer("english")

    def prepare(self, query: Query) -> str:
        """A query is text."""
        return " ".join(query.words)

    def search(self, prepared: str) -> list[Hit]:
        """Tokenize, retrieve, cut snippets."""
        tokens = bm25s.tokenize(
            [prepared], stopwords="en", stemmer=self._stemmer, show_progress=False
        )
        count = min(TOP, len(self._texts))
        found, scores = self._retriever.retrieve(tokens, k=count, show_progress=False)
        best = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        texts = [self._texts[number] for number, score in best if score > 0]
        return [Hit(key, excerpt(text, prepared.split())) for key, text in texts]
