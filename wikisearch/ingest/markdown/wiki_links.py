"""Wiki links in Markdown: `[[page]]`, `[[page|label]]`, `[[page#heading]]`, `![[page]]`."""

import re
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from wikisearch.ingest.markdown.heading_ids import slug
from wikisearch.ingest.markdown.note_names import NoteNames

_LINK = re.compile(
    r"!?\[\[([^\[\]|#\n]{0,300})(#[^\[\]|\n]{0,300})?(?:\\?\|([^\[\]\n]{0,300}))?\]\]"
)
_FILE = re.compile(r"\.(?!md$|markdown$)[a-z0-9]{2,5}$", re.IGNORECASE)
_SIZE = re.compile(r"\d+(?:x\d+)?$")
"""The label of a picture."""

NAMES = "wikisearch_names"
HERE = "wikisearch_path"
"""Keys of the environment of one page."""


def wiki_links(parser: MarkdownIt) -> None:
    """Add the rule to a parser."""
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)
    parser.inline.ruler.before("image", "wiki_embed", _wiki_link)


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = _LINK.match(state.src, state.pos)
    if match is None or not (match[1] or match[2]):
        return False
    if not silent and not (match[0].startswith("!") and _FILE.search(match[1])):
        name, heading, label = match[1].strip(), match[2] or "", (match[3] or "").strip()
        if not label or (match[0].startswith("!") and _SIZE.match(label)):
            label = " > ".join(filter(None, (name, *heading.split("#")[1:])))
        state.push("link_open", "a", 1).attrs = {"href": _href(state, name, heading)}
        state.push("text", "", 0).content = label
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _href(state: StateInline, name: str, heading: str) -> str:
    # `#A#B` is the heading B below A; `#^x` is a paragraph.
    last = heading.rpartition("#")[2]
    anchor = f"#{quote(slug(last))}" if last and not last.startswith("^") else ""
    if not name:
        return anchor or "#"
    names = state.env.get(NAMES) or NoteNames()
    return f"/{quote(names.find(name, state.env.get(HERE, '')))}{anchor}"
