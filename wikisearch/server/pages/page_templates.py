"""Values -> HTML: every value is escaped."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wikisearch.index import Index
from wikisearch.model.names import AlternativeName, NameSource
from wikisearch.render.page_text import relation_reason
from wikisearch.render.text import plural
from wikisearch.server.pages.server_links import ServerLinks
from wikisearch.server.pages.static_files import asset_url
from wikisearch.server.pages.text_direction import direction, language_attributes

_NAME_SOURCES = {
    NameSource.OWN: "your synonyms",
    NameSource.ACRONYM: "acronym in the text of {}",
    NameSource.LINK: "text of links on {}",
    NameSource.SLUG: "file name",
    NameSource.ALIAS: "alias of the page",
    NameSource.REDIRECT: "redirect",
}


@dataclass(frozen=True, slots=True)
class WikiSummary:
    """What each page shows of the wiki as a whole."""

    title: str
    direction: str = "ltr"
    generation: str = ""
    pages: int | None = None
    """None if it is unknown, as on the page of an error."""
    sections: int = 0
    built: str = ""
    has_categories: bool = True


def site_of(index: Index, title: str) -> WikiSummary:
    """Describe an index."""
    manifest = index.manifest
    return WikiSummary(
        title,
        direction(manifest.language),
        index.generation,
        manifest.pages,
        manifest.sections,
        manifest.built,
        bool(index.categories()),
    )


def render(template: str, links: ServerLinks, site: WikiSummary, values: dict[str, Any]) -> str:
    """Return the HTML of a page, or of a fragment of one."""
    asset = {"asset": lambda name: asset_url(links.root, name)}
    return _environment.get_template(template).render(links=links, site=site, **asset, **values)


def _name_source(name: AlternativeName) -> str:
    return _NAME_SOURCES[name.source].format(plural(name.pages, "page"))


def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plural": plural,
        "reasons": relation_reason,
        "name_source": _name_source,
        "language_attributes": language_attributes,
    }
    return environment


_environment = _make_environment()
