"""HTML files -> Pages: the only package that knows HTML."""

from wikisearch.ingest.extract.declared_language import declared_languages, undeclared_texts
from wikisearch.ingest.extract.extraction_report import ExtractionReport
from wikisearch.ingest.extract.redirects import Redirect
from wikisearch.ingest.page import (
    PageExplanation,
    explain_page,
    inspect_page,
    parse_page,
    read_page,
)
from wikisearch.ingest.page_file import read_bytes
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.profiles.standard_profiles import standard_profiles
from wikisearch.ingest.profiles.user_settings import load_profiles
from wikisearch.ingest.sample.survey_pages import SurveyRecord, SurveyRecords, survey_pages
from wikisearch.ingest.sources.attempts import Item, Result, attempt
from wikisearch.ingest.sources.folder import SourceFile, find_pages
from wikisearch.ingest.sources.page_pool import FEWEST_FOR_POOL, map_pages, rarely_collecting
from wikisearch.ingest.survey.survey import Survey

__all__ = [
    "FEWEST_FOR_POOL",
    "ExtractionReport",
    "Item",
    "PageExplanation",
    "Profiles",
    "Redirect",
    "Result",
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
    "map_pages",
    "parse_page",
    "rarely_collecting",
    "read_bytes",
    "read_page",
    "standard_profiles",
    "survey_pages",
    "undeclared_texts",
]
