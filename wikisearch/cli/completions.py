"""What TAB completes: terms, categories and index folders. Every error means: no completions."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from wikisearch._lazy import lazy_module
from wikisearch.cli.environment import INDEX_VARIABLE
from wikisearch.errors import WikisearchError

if TYPE_CHECKING:
    import click

    from wikisearch import index as library
else:
    library = lazy_module("wikisearch.index")  # only a completion opens the index here

_MAX_ITEMS = 50


def complete_term(
    ctx: "click.Context", _param: "click.Parameter", incomplete: str
) -> list[CompletionItem]:
    """Complete ids of pages by their ids, titles and aliases; the titles are the help."""
    found: dict[str, str] = {}
    with suppress(WikisearchError), library.Index(_directory(ctx)) as index:
        typed = incomplete.casefold()
        pages = [page for page in index.pages() if page.id.casefold().startswith(typed)]
        found = {page.id: page.title for page in pages[:_MAX_ITEMS]}
        found |= {each.id: each.title for each in index.suggest(incomplete, limit=_MAX_ITEMS)}
    return [CompletionItem(name, help=title) for name, title in found.items() if _is_whole(name)]


def complete_category(
    ctx: "click.Context", _param: "click.Parameter", incomplete: str
) -> list[CompletionItem]:
    """Complete names of categories."""
    with suppress(WikisearchError), library.Index(_directory(ctx)) as index:
        names = [each.value for each in index.categories()]
        typed = incomplete.casefold()
        return [
            CompletionItem(name)
            for name in names
            if name.casefold().startswith(typed) and _is_whole(name)
        ]
    return []


def complete_index(
    _ctx: "click.Context", _param: "click.Parameter", incomplete: str
) -> list[CompletionItem]:
    """Complete folders with an index; without any, the shell completes folders."""
    parent = Path(incomplete).parent if incomplete[-1:] != "/" else Path(incomplete)
    with suppress(OSError):
        found = sorted(str(path.parent) for path in parent.glob("*/CURRENT"))
        if names := [name for name in found if name.startswith(incomplete)]:
            return list(map(CompletionItem, names))
    return [CompletionItem(incomplete, type="dir")]


def _directory(ctx: "click.Context") -> str:
    return ctx.params.get("directory") or os.environ.get(INDEX_VARIABLE) or "index"


def _is_whole(name: str) -> bool:
    """Whether the shell takes a name as one word; the bash script splits it at spaces."""
    return " " not in name or not os.environ.get("_WIKISEARCH_COMPLETE", "").startswith("bash")
