"""A Markdown file -> the HTML page to extract."""

from functools import cache
from html import escape

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from wikisearch.errors import PageError
from wikisearch.ingest.html.encoding import decode, is_binary
from wikisearch.ingest.markdown.callouts import callouts
from wikisearch.ingest.markdown.front_matter import split_front_matter
from wikisearch.ingest.markdown.heading_ids import heading_ids
from wikisearch.ingest.markdown.note_names import NoteNames
from wikisearch.ingest.markdown.titled_blocks import titled_blocks
from wikisearch.ingest.markdown.wiki_links import HERE, NAMES, wiki_links
from wikisearch.ingest.page_input import PageInput
from wikisearch.model.ids import without_suffix

MAX_SIZE = 8 * 1024 * 1024
"""Bytes; parsing takes about a second per megabyte."""

_DEEPEST = 100
"""Nesting of blocks that is read; an item of a list is nested twice."""
_HOME_NAMES = ("index", "readme", "_index")


def markdown_page(data: bytes, path: str, names: NoteNames) -> PageInput:
    """Render a Markdown file as HTML; raises PageError for a binary or too large file."""
    if len(data) > MAX_SIZE:
        raise PageError(
            path, f"{len(data):,} bytes, more than the {MAX_SIZE:,} that Markdown may have"
        )
    if not data.strip():
        return PageInput(path, b"")
    if is_binary(data):
        raise PageError(path, "binary, not Markdown")
    properties, text = split_front_matter(decode(data))
    body = _parser().render(text, {NAMES: names, HERE: path})
    title = escape(properties.title or _name_of(path))
    return PageInput(
        path,
        f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>".encode(
            "utf-8", "replace"
        ),
        charset="utf-8",
        language=properties.language,
        title=properties.title,
        category=properties.category,
        aliases=properties.aliases,
    )


@cache
def _parser() -> MarkdownIt:
    options = {"html": True, "maxNesting": _DEEPEST}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    for plugin in (admon_plugin, deflist_plugin, footnote_plugin):
        parser.use(plugin)
    for rule in (wiki_links, heading_ids, callouts, titled_blocks):
        rule(parser)
    return parser


def _name_of(path: str) -> str:
    """Return the file name of a note, or that of its folder for `README.md`."""
    folder, _, name = without_suffix(path).rpartition("/")
    return folder.rpartition("/")[2] or name if name.lower() in _HOME_NAMES else name
