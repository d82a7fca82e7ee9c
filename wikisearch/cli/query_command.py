"""`wikisearch query`."""

from typing import TYPE_CHECKING, Any

import click

from wikisearch._lazy import lazy_module
from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import (
    category_option,
    chosen_format,
    index_option,
    limit_option,
    open_option,
    readable,
)
from wikisearch.cli.output import columns, note, write_all
from wikisearch.index import Index, open_index
from wikisearch.model.request import (
    DEFAULT_SECTIONS,
    FACETS,
    MAX_SECTIONS,
    SearchRequest,
    Sort,
    flat_request,
)
from wikisearch.model.results import Hit, Results
from wikisearch.render.display import SECTIONS_SHOWN, DisplayOptions
from wikisearch.render.formats import FORMATS, side_lines

if TYPE_CHECKING:
    from wikisearch.cli import browser
else:
    browser = lazy_module("wikisearch.cli.browser")

_FORMATS_HELP = "; ".join(f"{name}: {written.help}" for name, written in FORMATS.items())


@exit_codes("found", "nothing found")
@click.command("query")
@click.argument("text", nargs=-1)
@index_option
@limit_option("Maximum number of terms; with --flat, of sections.")
@click.option("--offset", default=0, help="Number of terms to skip; with --flat, of sections.")
@category_option(
    "Only terms in this category. Repeat it for terms in any of several. Makes TEXT optional."
)
@click.option("--facets", is_flag=True, help="Count the matching terms by category.")
@click.option(
    "--sort",
    type=click.Choice(list(map(str, Sort))),
    default=str(Sort.RELEVANCE),
    show_default=True,
    help="Order of the terms; `links` puts terms with the most incoming links first.",
)
@click.option(
    "--sections",
    type=click.IntRange(0, MAX_SECTIONS),
    metavar="N",
    help="Maximum number of sections per term."
    f"  [default: {SECTIONS_SHOWN} in text, else {DEFAULT_SECTIONS}]",
)
@click.option("--flat", is_flag=True, help="List sections instead of terms.")
@click.option("--explain", is_flag=True, help="Show how each score is computed.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(list(FORMATS)),
    help=f"Output format. {_FORMATS_HELP}.  [default: text]",
)
@click.option("--json", "as_json", is_flag=True, help="Same as --format json.")
@open_option
def query_command(text: tuple[str, ...], directory: str, flat: bool, **options: Any) -> int:
    """Search for terms that match TEXT.

    Terms are listed best first. Up to three matching sections are shown per term.

    \b
    cost barrier           both words; if few terms have both, also terms with one
    "cost barrier"         an exact phrase
    cost -barrier          without a word; also -"a phrase" and NOT
    gpt OR transformer     either word; brackets group
    quant*   halucination~ words with a prefix; words with a similar spelling
    title:attention        in one field: title, alias, category, lang, section, body
    linksto:gan|rag        on pages that link to GAN or RAG; also linkedfrom, morelike, prefix, in

    \b
    Examples:
      wikisearch query cost barrier
      wikisearch query '"fine tuning" -lora' --limit 3
      wikisearch query 'category:Safety prompt' --format csv
      wikisearch query -- -category:Safety prompt
      wikisearch query prompt --category Safety --category Data --facets
      wikisearch query --category Safety --sort title
    """
    output_format = chosen_format(options["output_format"], as_json=options["as_json"])
    shown = SECTIONS_SHOWN if options["sections"] is None else options["sections"]
    if options["sections"] is None:
        options["sections"] = _default_sections(output_format, flat=flat)
    request = _request(text, options, flat=flat)
    with open_index(directory) as index:
        results = index.answer(request)
        if options["opens"] and results:
            _open(index, results[0])
    display = DisplayOptions(flat, shown, columns(), options["offset"], options["limit"])
    _write(output_format, results, display)
    return ExitCode.SUCCESS if results.total else ExitCode.NOT_FOUND


def _default_sections(output_format: str, *, flat: bool) -> int:
    # A text shows the section of the term itself in addition to the others.
    return SECTIONS_SHOWN + 1 if output_format == "text" and not flat else DEFAULT_SECTIONS


def _open(index: Index, hit: Hit) -> None:
    url, anchor = next(((each.url, each.anchor) for each in hit.sections), (hit.url, ""))
    browser.open_page(index, hit.page, url, anchor)


def _write(output_format: str, results: Results, display: DisplayOptions) -> None:
    write_all(FORMATS[output_format].render(results, display))
    for line in side_lines(results, output_format, display):
        note(line)
    total, what = results.total, "terms"
    if display.flat:
        total, what = len(results.flat()), "sections"
    if display.limit and 0 < total <= display.offset:
        note(f"note: --offset {display.offset:,} is beyond the last of {total:,} {what}")


def _request(text: tuple[str, ...], options: dict[str, Any], *, flat: bool) -> SearchRequest:
    categories = tuple(map(readable, options["categories"]))
    if not (text or categories):
        raise click.UsageError("enter TEXT to search for, or a --category")
    request = SearchRequest(
        readable(" ".join(text)),
        limit=options["limit"],
        offset=options["offset"],
        explain=options["explain"],
        filters={"category": categories},
        facets=FACETS if options["facets"] else (),
        sort=Sort(options["sort"]),
        sections=options["sections"],
    )
    return flat_request(request) if flat else request
