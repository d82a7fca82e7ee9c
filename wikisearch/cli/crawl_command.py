"""`wikisearch crawl`."""

from pathlib import Path
from typing import Any

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import json_option
from wikisearch.cli.output import note, status_line, write, write_all
from wikisearch.crawler.crawl import run_crawl
from wikisearch.crawler.crawl_scope import CrawlScope
from wikisearch.crawler.status_report import crawl_status
from wikisearch.errors import OptionError
from wikisearch.model.crawl_report import CrawlReport, CrawlStatus
from wikisearch.model.crawl_request import CrawlRequest, ScopeKind, SitemapUse
from wikisearch.render.crawl_lines import crawl_json, crawl_lines, progress_text

_CODES = {
    CrawlStatus.COMPLETE: ExitCode.SUCCESS,
    CrawlStatus.RUNNING: ExitCode.SUCCESS,
    CrawlStatus.FAILURES: ExitCode.INCOMPLETE,
    CrawlStatus.INCOMPLETE: ExitCode.UNFINISHED,
    CrawlStatus.LOSS: ExitCode.LOSS,
}


@exit_codes(
    "the crawl is complete, or still running with --status",
    "it is complete, but pages failed, or there are none",
    "error; nothing was changed",
    "it is not complete; the same command goes on",
    "more than 10 % of the pages were lost; the last manifest stays",
)
@click.command("crawl")
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option("--into", "folder", metavar="FOLDER", help="Folder for the pages.")
@click.option(
    "--scope",
    type=click.Choice([kind.value for kind in ScopeKind]),
    default="subpages",
    show_default=True,
    help="Crawl the folder of each URL, its whole host, or only the URLs themselves.",
)
@click.option("--include", multiple=True, metavar="REGEX", help="Crawl only such addresses.")
@click.option("--exclude", multiple=True, metavar="REGEX", help="Do not crawl such addresses.")
@click.option("--max-pages", type=click.IntRange(1), metavar="N", help="Stop after N pages.")
@click.option("--max-time", type=click.FloatRange(0), metavar="SECONDS", help="Stop after a time.")
@click.option(
    "--sitemap",
    type=click.Choice([use.value for use in SitemapUse]),
    default="yes",
    show_default=True,
    help="Whether to crawl addresses in sitemaps, or only those.",
)
@click.option("--header", "headers", multiple=True, metavar="NAME:VALUE", help="HTTP header.")
@click.option("--contact", default="", metavar="MAIL", help="Contact in the user agent.")
@click.option(
    "--delay",
    type=click.FloatRange(0),
    metavar="SECONDS",
    help="Time between two requests to a host.  [default: 0.5; 0 on this machine]",
)
@click.option("--proxy", default="", metavar="URL", help="HTTP proxy for all requests.")
@click.option("--allow-private", is_flag=True, help="Allow hosts with private addresses.")
@click.option("--accept-loss", is_flag=True, help="Publish the crawl even if many pages are lost.")
@click.option("--status", metavar="FOLDER", help="Report the crawl in a folder, and stop.")
@json_option
def crawl_command(urls: tuple[str, ...], **options: Any) -> int:
    """Download the pages of a site into a folder.

    `wikisearch index FOLDER` reads it. Run the same command again to go on after a stop, or to
    update the pages: only changed ones are downloaded. The crawl obeys robots.txt and never leaves
    the hosts of the URLs.

    \b
    Examples:
      wikisearch crawl https://example.org/wiki/ --into wiki --contact me@example.org
      wikisearch crawl --status wiki
    """
    as_json = options.pop("as_json")
    status = options.pop("status")
    report = crawl_status(status) if status else _crawl(urls, options)
    if as_json:
        write(crawl_json(report))
    else:
        write_all(crawl_lines(report))
    return _CODES[report.status]


def _crawl(urls: tuple[str, ...], options: dict[str, Any]) -> CrawlReport:
    folder = options.pop("folder")
    if not folder:
        raise OptionError("--into", "is missing", "name a folder for the pages")
    options["scope"] = ScopeKind(options["scope"])
    options["sitemap"] = SitemapUse(options["sitemap"])
    options["headers"] = tuple(map(_header, options["headers"]))
    request = CrawlRequest(urls, Path(folder), **options)
    with status_line() as show:
        return run_crawl(request, lambda progress: show(progress_text(progress)), _announce)


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise OptionError("header", f"{text!r} is not a header", "write NAME:VALUE")
    return name.strip(), value.strip()


def _announce(scope: CrawlScope) -> None:
    for line in scope.lines():
        note(f"scope: {line}")
