"""HTML files -> Pages: the only room that knows HTML."""

from wikisearch.ingest.attempts import KILLED, Item, Result, attempt, is_transient
from wikisearch.ingest.corpus import SourceFile, find_pages
from wikisearch.ingest.declared import declared_languages, undeclared_texts
from wikisearch.ingest.explain import PageExplanation, explain_page
from wikisearch.ingest.facts import PageFacts
from wikisearch.ingest.page import inspect_page, parse_page, read_bytes, read_page
from wikisearch.ingest.pool import map_pages, rarely_collecting
from wikisearch.ingest.profile import Profiles
from wikisearch.ingest.profile_tables import load_profiles, standard_profiles
from wikisearch.ingest.redirects import Redirect

__all__ = [
    "KILLED",
    "Item",
    "PageExplanation",
    "PageFacts",
    "Profiles",
    "Redirect",
    "Result",
    "SourceFile",
    "attempt",
    "declared_languages",
    "explain_page",
    "find_pages",
    "inspect_page",
    "is_transient",
    "load_profiles",
    "map_pages",
    "parse_page",
    "rarely_collecting",
    "read_bytes",
    "read_page",
    "standard_profiles",
    "undeclared_texts",
]
