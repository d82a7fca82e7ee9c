"""Links to files that are not pages: documents, archives, recordings."""

from wikisearch.ingest.extract.words.word_list import word_list
from wikisearch.ingest.html.element import Element

_TYPES = word_list("download_types.txt")


def is_download(link: Element) -> bool:
    """Return whether a link leads to such a file.

    Its words are content: no page of the wiki has them as its title.
    """
    path = link.attrs.get("href", "").partition("#")[0].partition("?")[0]
    return path.rpartition(".")[2].casefold() in _TYPES
