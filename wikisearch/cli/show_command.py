"""`wikisearch show`."""

import click

from wikisearch.cli.browser import open_page
from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option, open_option, readable, term_argument
from wikisearch.cli.output import columns, note, write, write_all
from wikisearch.index import open_index
from wikisearch.render.json import page_json, section_json
from wikisearch.render.page_markdown import page_markdown
from wikisearch.render.page_text import page_lines


@exit_codes("found", "no such term")
@click.command("show")
@term_argument("term")
@index_option
@json_option
@click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown.")
@open_option
def show_command(term: str, directory: str, as_json: bool, as_markdown: bool, opens: bool) -> int:
    """Print one term in full.

    TERM is a title, an alias, a page id, or an address that a hit shows. An address with the anchor
    of a section prints that section, with the sections below it; also with --json and --markdown.

    \b
    Examples:
      wikisearch show "Foundation Model"
      wikisearch show foundation-model.html#the-cost-barrier
      wikisearch show rag --json
      wikisearch show rag --markdown
      wikisearch show rag --open
    """
    name = readable(term)
    with open_index(directory) as index:
        page, address = index.page(name), index.address(name)
        url = index.url(page)
        anchor = address.anchor if address else ""
        if opens:
            open_page(index, page, url, anchor)
        section = {each.anchor: each for each in page.sections}.get(anchor) if anchor else None
    if anchor.lower() not in ("", "top") and not section:  # for browsers, #top is the whole page
        note(f"note: {page.title} has no section {anchor}; this is the whole term")
    if as_json:
        write(section_json(page, section, url) if section else page_json(page))
    elif as_markdown:
        write(page_markdown(page, anchor))
    else:
        write_all(page_lines(page, columns(), anchor))
    return ExitCode.SUCCESS
