"""All entries of a page -> marks on them, from each kind of markup."""

from wikisearch.ingest.extract.entries.definition_lists import mark_definition_lists
from wikisearch.ingest.extract.entries.folded_entries import mark_folded
from wikisearch.ingest.extract.entries.plain_entries import mark_plain_entries
from wikisearch.ingest.extract.entries.question_entries import mark_questions
from wikisearch.ingest.extract.entries.shape_entries import mark_shapes
from wikisearch.ingest.extract.entries.text_tags import mark_tags
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage


def mark_entries(page: ParsedPage, title: Title) -> None:
    """Mark the terms, functions and questions of a page that become sections.

    The surest markup comes first: later functions skip what is marked, and what contains it.
    """
    tree, main = page.tree, page.main
    mark_definition_lists(page, title)
    mark_shapes(tree, main, title)
    mark_tags(tree)
    mark_questions(tree, main)
    mark_folded(tree, main)
    mark_plain_entries(page, title)
