"""The path of a page -> the name in it."""

import re
from collections.abc import Iterable

from wikisearch.analysis import Analyzer
from wikisearch.model.document import Document
from wikisearch.model.ids import short_id, without_suffix


def name_in_path(path: str) -> str:
    """Return the words of the file name, or of the folder of an index page."""
    slug = short_id(without_suffix(path)).rpartition("/")[2]
    return re.sub("[-_]", " ", slug).strip()


def has_file_name(path: str, documents: Iterable[Document], analyzer: Analyzer) -> bool:
    """Return whether the documents of a page have all the words of its file name."""
    words = frozenset().union(*(document.scored for document in documents))
    return words.issuperset(analyzer.stems(name_in_path(path)))
