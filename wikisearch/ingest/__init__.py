"""Sources -> Pages: the only package that knows HTML, and the formats that sources have."""

from wikisearch.ingest.extract.extraction_report import ExtractionReport
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.page import (
    PageExplanation,
    explain_page,
    inspect_page,
    parse_page,
    read_page,
)
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.profiles.standard_profiles import standard_profiles
from wikisearch.ingest.profiles.user_settings import load_profiles
from wikisearch.ingest.sample.declared_language import declared_languages, undeclared_texts
from wikisearch.ingest.sample.sampled_page import SampledPage
from wikisearch.ingest.sample.survey_pages import (
    KnownSample,
    SurveyRecord,
    SurveyRecords,
    survey_of,
    survey_pages,
)
from wikisearch.ingest.sources.folder import FolderSource, SourceFile, find_pages
from wikisearch.ingest.sources.known_pages import KnownPage, KnownPages, unchanged_digest
from wikisearch.ingest.sources.page_source import Listing, PageSource, Signature, SourceEntry
from wikisearch.ingest.sources.program import ProgramSource
from wikisearch.ingest.sources.source_kinds import open_source
from wikisearch.ingest.survey.survey import Survey
from wikisearch.ingest.workers.attempts import Item, Result, attempt
from wikisearch.ingest.workers.page_pool import THIS_PROCESS, PagePool, rarely_collecting

__all__ = [
    "THIS_PROCESS",
    "ExtractionReport",
    "FolderSource",
    "Item",
    "KnownPage",
    "KnownPages",
    "KnownSample",
    "Listing",
    "PageExplanation",
    "PageInput",
    "PagePool",
    "PageSource",
    "Profiles",
    "ProgramSource",
    "Redirect",
    "Result",
    "SampledPage",
    "Signature",
    "SourceEntry",
    "SourceFile",
    "Survey",
    "SurveyRecord",
    "SurveyRecords",
    "attempt",
    "declared_languages",
    "explain_page",
    "find_pages",
    "inspect_page",
    "load_profiles",
    "open_source",
    "parse_page",
    "rarely_collecting",
    "read_page",
    "standard_profiles",
    "survey_of",
    "survey_pages",
    "unchanged_digest",
    "undeclared_texts",
]
