"""`wikisearch query`."""

from typing import Any

import click

from wikisearch.cli.options import index_option, json_option, limit_option, readable, terminal
from wikisearch.index import open_index
from wikisearch.model.request import (
    DEFAULT_SECTIONS,
    FACETS,
    MAX_SECTIONS,
    SearchRequest,
    Sort,
)
from wikisearch.render.printable import printable
from wikisearch.render.terminal import SECTIONS_SHOWN


@click.command("query")
@click.argument("text", nargs=-1)
@index_option
@limit_option("Terms to show.")
@click.option("--offset", default=0, help="Terms to pass over first.")
@click.option(
    "--category",
    "categories",
    multiple=True,
    metavar="NAME",
    help="Only terms of this category; given again, of any of them. TEXT may then be left out.",
)
@click.option("--facets", is_flag=True, help="Count the terms that match by category.")
@click.option(
    "--sort",
    type=click.Choice(list(map(str, Sort))),
    default=str(Sort.RELEVANCE),
    show_default=True,
    help="Order of the terms; by links, those that most other pages link to come first.",
)
@click.option(
    "--sections",
    type=click.IntRange(1, MAX_SECTIONS),
    metavar="N",
    help=f"Sections to show of each term; default: {SECTIONS_SHOWN}, or {DEFAULT_SECTIONS} "
    "with --json or --flat.",
)
@click.option("--flat", is_flag=True, help="A line for each section instead of each term.")
@click.option("--explain", is_flag=True, help="Say why each term stands where it does.")
@json_option
def query_command(
    text: tuple[str, ...], directory: str, as_json: bool, flat: bool, **options: Any
) -> int:
    """Find terms that match TEXT, best first, with their sections.

    \b
    cost barrier           both words; with few such terms, some of them
    "cost barrier"         side by side, exactly so
    cost -barrier          without a word; also -"two words" and NOT
    gpt OR transformer     either; brackets group
    quant*   halucination~ words that begin so; words spelled nearly so
    title:attention        in one field: title, alias, category, section, body
    linksto:gan|rag        on such pages; also linkedfrom, morelike, prefix, in

    \b
    Examples:
      wikisearch query cost barrier
      wikisearch query '"fine tuning" -lora' --limit 3
      wikisearch query 'category:Safety prompt' --json
      wikisearch query -- -category:Safety prompt
      wikisearch query prompt --category Safety --category Data --facets
      wikisearch query --category Safety --sort title
    """
    categories = tuple(map(readable, options["categories"]))
    if not (text or categories):
        raise click.UsageError("name TEXT to search for, or a --category")
    request = SearchRequest(
        readable(" ".join(text)),
        limit=options["limit"],
        offset=options["offset"],
        explain=options["explain"],
        filters={"category": categories},
        facets=FACETS if options["facets"] else (),
        sort=Sort(options["sort"]),
        sections=options["sections"] or DEFAULT_SECTIONS,
    )
    with open_index(directory) as index:
        results = index.answer(request)
    if as_json:
        from wikisearch.render.json import results_json  # noqa: PLC0415 - a person starts faster

        click.echo(results_json(results, flat=flat))
    else:
        shown = options["sections"] or SECTIONS_SHOWN
        for line in terminal().results(results, flat=flat, sections=shown):
            click.echo(line)
        for warning in results.warnings:
            click.echo(f"note: {printable(warning)}", err=True)
    return 0 if results.total else 1
