"""What browsers and language models read to find the search: opensearch.xml, and llms.txt."""

import json
from itertools import groupby
from urllib.parse import quote
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from starlette.responses import Response

from wikisearch.index import Index
from wikisearch.render.page_markdown import markdown_link
from wikisearch.server.answers import respond
from wikisearch.server.parameters import ShortText
from wikisearch.server.strict_route import StrictRoute

router = APIRouter(route_class=StrictRoute, include_in_schema=False)

_SHORT_NAME = 16
"""Characters that OpenSearch allows for the name of a search."""

_SUGGESTIONS = 8
_LISTED = 1_000
"""Terms that llms.txt lists at most."""

_OPENSEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{name}</ShortName>
  <Description>{title}: full-text search</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" method="get" template="{base}search?q={{searchTerms}}"/>
  <Url type="application/x-suggestions+json" template="{base}suggestions?q={{searchTerms}}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="{base}opensearch.xml"/>
</OpenSearchDescription>
"""


@router.get("/opensearch.xml")
async def opensearch(request: Request) -> Response:
    """Describe the search, so that a browser can offer it in its address bar."""
    title = request.app.state.settings.title
    text = _OPENSEARCH.format(
        name=escape(title[:_SHORT_NAME]),
        title=escape(title),
        base=escape(str(request.base_url), {'"': "&quot;"}),
    )
    return Response(text, media_type="application/opensearchdescription+xml")


@router.get("/suggestions")
async def suggestions(request: Request, q: ShortText = "") -> Response:
    """Return completions for the address bar of a browser: text, names, descriptions, URLs."""
    base = str(request.base_url)

    def call(index: Index) -> str:
        found = index.suggest(q, limit=_SUGGESTIONS)
        names = [each.alias or each.title for each in found]
        urls = [f"{base}term/{quote(each.id)}" for each in found]
        return json.dumps([q, names, [each.title for each in found], urls], ensure_ascii=False)

    return await respond(request, call, "application/x-suggestions+json")


@router.get("/llms.txt")
async def llms(request: Request) -> Response:
    """Describe in Markdown what is here, and how a language model reads it."""
    base, title = str(request.base_url), request.app.state.settings.title
    return await respond(request, lambda index: _llms(index, title, base), "text/plain")


def _llms(index: Index, title: str, base: str) -> str:
    api = f"{base}api/v1/"
    lines = [
        f"# {title}",
        "",
        f"> A wiki of {len(index):,} terms, with full-text search.",
        "",
        f"- [Search]({api}search?q=WORDS): ranked terms and sections, as JSON",
        "- Each term below is a page in Markdown; without `.md`, it is JSON",
        f"- [API]({api}openapi.json): every endpoint, as OpenAPI 3.1",
    ]
    pages = sorted(index.pages(), key=lambda page: (page.category, page.title.casefold(), page.id))
    for category, members in groupby(pages[:_LISTED], key=lambda page: page.category):
        lines += ["", f"## {category or 'Terms'}", ""]
        urls = [(each.title, f"{api}terms/{quote(each.id)}.md") for each in members]
        lines += [f"- {markdown_link(*url)}" for url in urls]
    return "\n".join(lines) + "\n"
