"""Full-text search over a wiki of term pages: ranked terms, each with its ranked sections.

    >>> import wikisearch
    >>> index = wikisearch.build("corpus", "index")
    >>> results = index.search("cost barrier", limit=5)
    >>> results[0].title, results[0].sections[0].title
    ('Foundation Model', 'The Cost Barrier')
    >>> index.close()

The house, in the order in which data walks through it:

    bytes --ingest--> Page --analysis--> Document --engines--> index on disk
    text --query--> Query --engines--> Match --search--> Results --render, cli--> text

`ARCHITECTURE.md` is its map. Names are imported when they are first used, so that a query does not
wait for the libraries that only a build needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wikisearch.checking import check as check
    from wikisearch.errors import BadIndexError as BadIndexError
    from wikisearch.errors import ClusterError as ClusterError
    from wikisearch.errors import ClusterUnavailableError as ClusterUnavailableError
    from wikisearch.errors import IndexClosedError as IndexClosedError
    from wikisearch.errors import IndexDamagedError as IndexDamagedError
    from wikisearch.errors import IndexFormatError as IndexFormatError
    from wikisearch.errors import IndexLockedError as IndexLockedError
    from wikisearch.errors import IndexNotFoundError as IndexNotFoundError
    from wikisearch.errors import IndexWriteError as IndexWriteError
    from wikisearch.errors import MissingLibraryError as MissingLibraryError
    from wikisearch.errors import OptionError as OptionError
    from wikisearch.errors import PageError as PageError
    from wikisearch.errors import ResourceError as ResourceError
    from wikisearch.errors import SourceError as SourceError
    from wikisearch.errors import TermNotFoundError as TermNotFoundError
    from wikisearch.errors import UnsupportedQueryError as UnsupportedQueryError
    from wikisearch.errors import WikisearchError as WikisearchError
    from wikisearch.index import Index as Index
    from wikisearch.index import open_index as open  # noqa: A004
    from wikisearch.indexer.build import build as build
    from wikisearch.indexer.migrate import migrate as migrate
    from wikisearch.ingest import read_page as read_page
    from wikisearch.model.build import Shards as Shards
    from wikisearch.model.check import Check as Check
    from wikisearch.model.check import Finding as Finding
    from wikisearch.model.comparison import Comparison as Comparison
    from wikisearch.model.comparison import DecidingFactor as DecidingFactor
    from wikisearch.model.comparison import MissingClauses as MissingClauses
    from wikisearch.model.comparison import RankComparison as RankComparison
    from wikisearch.model.comparison import RankedTerm as RankedTerm
    from wikisearch.model.comparison import ScoreDelta as ScoreDelta
    from wikisearch.model.explanation import Explanation as Explanation
    from wikisearch.model.manifest import FileStamp as FileStamp
    from wikisearch.model.manifest import Manifest as Manifest
    from wikisearch.model.manifest import Refusal as Refusal
    from wikisearch.model.names import AlternativeName as AlternativeName
    from wikisearch.model.names import NameSource as NameSource
    from wikisearch.model.page import Link as Link
    from wikisearch.model.page import LinkKind as LinkKind
    from wikisearch.model.page import Page as Page
    from wikisearch.model.page import PageHead as PageHead
    from wikisearch.model.page import Section as Section
    from wikisearch.model.related import RelatedTerm as RelatedTerm
    from wikisearch.model.related import Relation as Relation
    from wikisearch.model.request import SearchRequest as SearchRequest
    from wikisearch.model.request import Sort as Sort
    from wikisearch.model.results import FacetValue as FacetValue
    from wikisearch.model.results import Hit as Hit
    from wikisearch.model.results import MatchType as MatchType
    from wikisearch.model.results import Results as Results
    from wikisearch.model.results import SectionHit as SectionHit
    from wikisearch.model.results import Snippet as Snippet
    from wikisearch.model.results import Timings as Timings
    from wikisearch.model.suggestion import Completion as Completion
    from wikisearch.model.suggestion import Suggestion as Suggestion

__version__ = "0.1.0"

__all__ = [
    "AlternativeName",
    "BadIndexError",
    "Check",
    "ClusterError",
    "ClusterUnavailableError",
    "Comparison",
    "Completion",
    "DecidingFactor",
    "Explanation",
    "FacetValue",
    "FileStamp",
    "Finding",
    "Hit",
    "Index",
    "IndexClosedError",
    "IndexDamagedError",
    "IndexFormatError",
    "IndexLockedError",
    "IndexNotFoundError",
    "IndexWriteError",
    "Link",
    "LinkKind",
    "Manifest",
    "MatchType",
    "MissingClauses",
    "MissingLibraryError",
    "NameSource",
    "OptionError",
    "Page",
    "PageError",
    "PageHead",
    "RankComparison",
    "RankedTerm",
    "Refusal",
    "RelatedTerm",
    "Relation",
    "ResourceError",
    "Results",
    "ScoreDelta",
    "SearchRequest",
    "Section",
    "SectionHit",
    "Shards",
    "Snippet",
    "Sort",
    "SourceError",
    "Suggestion",
    "TermNotFoundError",
    "Timings",
    "UnsupportedQueryError",
    "WikisearchError",
    "build",
    "check",
    "migrate",
    "open",
    "read_page",
]

_HOMES = {
    "wikisearch.checking": ("check",),
    "wikisearch.indexer.build": ("build",),
    "wikisearch.errors": (
        "BadIndexError",
        "ClusterError",
        "ClusterUnavailableError",
        "IndexClosedError",
        "IndexDamagedError",
        "IndexFormatError",
        "IndexLockedError",
        "IndexNotFoundError",
        "IndexWriteError",
        "MissingLibraryError",
        "OptionError",
        "PageError",
        "ResourceError",
        "SourceError",
        "TermNotFoundError",
        "UnsupportedQueryError",
        "WikisearchError",
    ),
    "wikisearch.index": (
        "Index",
        "open",
    ),
    "wikisearch.ingest": ("read_page",),
    "wikisearch.indexer.migrate": ("migrate",),
    "wikisearch.model.build": ("Shards",),
    "wikisearch.model.comparison": (
        "Comparison",
        "DecidingFactor",
        "ScoreDelta",
        "MissingClauses",
        "RankedTerm",
        "RankComparison",
    ),
    "wikisearch.model.explanation": ("Explanation",),
    "wikisearch.model.names": ("AlternativeName", "NameSource"),
    "wikisearch.model.check": ("Check", "Finding"),
    "wikisearch.model.manifest": ("FileStamp", "Manifest", "Refusal"),
    "wikisearch.model.page": (
        "Link",
        "LinkKind",
        "Page",
        "PageHead",
        "Section",
    ),
    "wikisearch.model.related": ("RelatedTerm", "Relation"),
    "wikisearch.model.request": ("SearchRequest", "Sort"),
    "wikisearch.model.results": (
        "FacetValue",
        "Hit",
        "MatchType",
        "Results",
        "SectionHit",
        "Snippet",
        "Timings",
    ),
    "wikisearch.model.suggestion": ("Completion", "Suggestion"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'wikisearch' has no attribute {name!r}")
    home = import_module(_HOME_OF[name])
    value = getattr(home, "open_index" if name == "open" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
