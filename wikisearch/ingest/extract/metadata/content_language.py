"""The language tags of a page -> the language of its content."""

import re
from itertools import chain

from wikisearch.ingest.html.element import Element, ancestors
from wikisearch.ingest.html.tags import LANGUAGE_NAMES
from wikisearch.ingest.html.tree import Tree

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def content_language(tree: Tree, main: Element) -> str:
    """Return the tag of the content, of the closest element around it, or of the head.

    Empty if the page declares no language, or no valid tag.
    """
    around = (
        place.attrs.get("lang") or place.attrs.get("xml:lang") or ""
        for place in chain((main,), ancestors(main))
    )
    # A server can list several languages in its header.
    heads = (
        meta.attrs.get("content", "").partition(",")[0].replace("_", "-")
        for meta in tree.by_name.get("meta", ())
        if "content-language" in (meta.attrs.get("http-equiv") or "").lower()
        or (meta.attrs.get("name") or "").lower() in LANGUAGE_NAMES
        or (meta.attrs.get("property") or "").lower() == "og:locale"
    )
    tags = map(str.strip, chain(around, heads))
    return next((tag for tag in tags if _LANGUAGE.fullmatch(tag)), "")
