"""`wikisearch profile`."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from wikisearch.cli.options import json_option
from wikisearch.ingest.page import PageExplanation, explain_page
from wikisearch.model.page import Section
from wikisearch.render.printable import printable

_FIRST_WORDS = 60
"""Characters of each section that are shown."""


@click.command("profile")
@click.argument("page", type=click.Path())
@click.option(
    "--source",
    metavar="DIR",
    help="Folder the page is indexed from; default: the folder it is in.",
)
@json_option
def profile_command(page: str, source: str | None, as_json: bool) -> int:
    """Show which profile reads the HTML file PAGE, and why.

    What the profile extracts is listed. Profiles of your own are tables [profiles.NAME] in a
    wikisearch.toml, in the source folder or in the working directory; see docs/profiles.md.

    \b
    Examples:
      wikisearch profile corpus/transformer.html
      wikisearch profile html/library/os.html --source html --json
    """
    explained = explain_page(page, source)
    if as_json:
        click.echo(json.dumps(_as_json(explained), ensure_ascii=False, indent=2))
    else:
        for line in _lines(explained):
            click.echo(printable(line))
    return 0


def _lines(explained: PageExplanation) -> Iterator[str]:
    page, stats = explained.page, explained.facts.stats
    yield f"profile     {stats.profile}: {explained.facts.reason}"
    yield f"content     {explained.main}"
    if explained.redirect is not None:
        target = explained.redirect.target or "no page of this wiki"
        yield f"redirect    {explained.redirect.url} ({target})"
    yield f"title       {page.title} ({stats.title_from})"
    yield f"aliases     {', '.join(page.aliases) or '-'}"
    yield f"category    {page.category or '-'}"
    yield f"definition  {_shortened(page.definition) or '-'}"
    yield f"language    {page.language or '-'}"
    yield f"links       {_counts(explained.links) or '-'}"
    dropped = f"; dropped: {_counts(stats.dropped)}" if stats.dropped else ""
    yield f"words       {stats.words:,} kept{dropped}"
    made = f", {stats.anchors_made:,} with an anchor made up" if stats.anchors_made else ""
    yield f"sections    {stats.sections:,}{made}"
    for section in page.sections:
        yield f"  {_place(section)}  {_shortened(section.text)}".rstrip()


def _place(section: Section) -> str:
    anchor = f" #{section.anchor}" if section.anchor else ""
    return f"{'  ' * (section.level - 1)}{section.title}{anchor}"


def _counts(pairs: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in pairs)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _FIRST_WORDS else f"{line[:_FIRST_WORDS].rstrip()}…"


def _as_json(explained: PageExplanation) -> dict[str, object]:
    page, stats, redirect = explained.page, explained.facts.stats, explained.redirect
    return {
        "path": page.path,
        "profile": stats.profile,
        "reason": explained.facts.reason,
        "main": explained.main,
        "redirect": asdict(redirect) if redirect else None,
        "title": page.title,
        "title_from": stats.title_from,
        "aliases": list(page.aliases),
        "category": page.category,
        "definition": page.definition,
        "language": page.language,
        "parts": list(stats.parts),
        "links": dict(explained.links),
        "words": stats.words,
        "dropped": dict(stats.dropped),
        "anchors_made": stats.anchors_made,
        "sections": [
            {
                "title": section.title,
                "anchor": section.anchor,
                "level": section.level,
                "hierarchy": list(section.hierarchy),
                "words": len(section.text.split()),
                "text": _shortened(section.text),
            }
            for section in page.sections
        ],
    }
