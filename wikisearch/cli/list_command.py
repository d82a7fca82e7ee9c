"""`wikisearch list`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import (
    category_option,
    chosen_format,
    format_options,
    index_option,
    readable,
)
from wikisearch.cli.output import note, write, write_all, write_records
from wikisearch.index import Index, open_index
from wikisearch.model.names import PageEntry
from wikisearch.model.request import SearchRequest
from wikisearch.render.directory import (
    CATEGORY_KEYS,
    TERM_KEYS,
    category_lines,
    category_records,
    directory_json,
    sorted_terms,
    term_lines,
    term_records,
)


@exit_codes("found", "no terms in this category")
@click.command("list")
@index_option
@category_option("Only terms in this category. Repeat it for terms in any of several.")
@click.option(
    "--categories", "lists_categories", is_flag=True, help="List categories, with counts."
)
@format_options
def list_command(
    directory: str,
    categories: tuple[str, ...],
    lists_categories: bool,
    output_format: str | None,
    as_json: bool,
) -> int:
    """List all terms, or the terms of a category.

    Each line has a title, a tab, and the category. --categories lists the categories instead, each
    with a tab and the number of its terms.

    \b
    Examples:
      wikisearch list
      wikisearch list --category Safety --format csv
      wikisearch list --categories
    """
    output = chosen_format(output_format, as_json=as_json)
    with open_index(directory) as index:
        if lists_categories:
            values = category_records(index.categories())
            _write(output, values, CATEGORY_KEYS)
            return ExitCode.SUCCESS if values else ExitCode.NOT_FOUND
        terms = _terms(index, tuple(map(readable, categories)))
        _write(output, term_records(terms), TERM_KEYS)
    return ExitCode.SUCCESS if terms else ExitCode.NOT_FOUND


def _terms(index: Index, categories: tuple[str, ...]) -> list[PageEntry]:
    """Terms in any of the categories, by title; notes name the categories that do not exist."""
    if not categories:
        return sorted_terms(index.pages())
    for warning in index.answer(SearchRequest("", 0, filters={"category": categories})).warnings:
        note(f"note: {warning}")
    return sorted_terms(term for name in categories for term in index.pages(name))


def _write(output: str, records: list[dict[str, object]], keys: tuple[str, ...]) -> None:
    if output == "json":
        write(directory_json(records, "terms" if "id" in keys else "categories"))
    elif output == "text":
        write_all(term_lines(records) if "id" in keys else category_lines(records))
    else:
        write_records(output, records, keys)
