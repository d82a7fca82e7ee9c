"""Full-text search over a wiki of term pages: ranked terms, each with its ranked sections.

    >>> import wikisearch
    >>> index = wikisearch.build("corpus", "index")
    >>> results = index.search("cost barrier", limit=5)
    >>> results[0].title, results[0].sections[0].title
    ('Foundation Model', 'The Cost Barrier')
    >>> index.close()

The packages, in the order in which data passes through them:

    bytes --ingest--> Page --analysis--> Document --engines--> index on disk
    text --query--> Query --engines--> Match --search--> Results --render, cli--> text

`ARCHITECTURE.md` describes them. Names are imported when they are first used, so that a query does
not wait for the libraries that only a build needs.
"""

from wikisearch._lazy import lazy_package

__version__ = "0.1.0"

__getattr__, __dir__ = lazy_package(__name__)
