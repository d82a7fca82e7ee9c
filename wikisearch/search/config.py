"""All constants of the ranking."""

from typing import NamedTuple


class RelatedConfig(NamedTuple):
    """Weights and limits of related terms."""

    both_ways: float = 2.0
    """Weight of two pages that link to each other."""

    one_way: float = 1.0
    """Weight of a link in one direction."""

    shared: float = 1.0
    """Weight of links to and from the same pages."""

    text: float = 1.0
    """Weight of the text similarity."""

    max_neighbours: int = 100
    """Linked pages whose own links are read; those with the fewest incoming links come first."""

    max_sections: int = 1_000
    """Sections fetched for one page's incoming links, or for its significant terms."""

    max_postings: int = 5_000
    """Postings read for the significant terms of a page; the rarest terms come first."""

    min_directory_links: int = 50
    """A page is a directory if it has more links than this and links to half of all pages."""


class RankingConfig(NamedTuple):
    """Weights and limits of the ranking, the same for all wikis.

    The values were chosen on judged collections of questions and of titles.
    """

    window: int = 300
    """Sections fetched for each query of a search at first."""

    window_growth: int = 4
    """Factor by which the window grows when more pages are needed."""

    relax_below: int = 10
    """Relaxation threshold: with fewer pages than this, pages with some of the words count too."""

    max_strict_words: int = 3
    """Up to this many words, sections with all words rank above sections with some of them."""

    max_heading_pages: int = 5
    """A heading on more pages than this is not treated as a name."""

    max_prose_heading_pages: int = 2
    """The same for a heading that is not written as code: headings like "Security" repeat."""

    max_sorted_sections: int = 100_000
    """Sections fetched to sort all matching pages by title or by links."""

    rerank_top: int = 20
    """Number of best sections, and of best pages, that are reranked."""

    max_title_coverage: int = 60
    """Pages with all the words in their title that are ordered by title coverage."""

    proximity_weight: float = 0.3
    """Weight of two adjacent query words, times the idf of the rarer; divided by the distance."""

    max_distance: int = 8
    """Words farther apart than this add no proximity."""

    exact_form_weight: float = 0.2
    """Weight of a capitalised query word that the section has in the same form, times its idf."""

    typed_form_weight: float = 2.0
    """Weight of a word that the section has with the punctuation as typed, times its idf.

    It is divided by the number of words of the query: the only word decides, one of many does not.
    """

    title_weight: float = 0.1
    """Weight of a query that contains the whole page title, times the idf of its words."""

    link_prior_weight: float = 0.05
    """Weight of the page with the most incoming links; it decides near-ties only."""

    name_weight: float = 2.0
    """Weight of a query that is a name of the section, times the idf of its words.

    It is above the maximum of all other features together.
    """

    repeated_weight: float = 0.5
    """Weight of a query that is the heading of several pages, times its idf; it is subtracted.

    BM25 prefers a short section with the heading to the page that explains the subject.
    """

    related: RelatedConfig = RelatedConfig()


DEFAULT_CONFIG = RankingConfig()
