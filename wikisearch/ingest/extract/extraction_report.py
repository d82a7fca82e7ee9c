"""An extraction -> the statistics of its page."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from wikisearch.ingest.extract.extraction import Extraction
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.extract.raw_sections import Content
from wikisearch.ingest.html.element import Element, TextNode
from wikisearch.model.digest import digest
from wikisearch.model.page import LinkKind
from wikisearch.model.page_stats import PageStats

_MIN_WORDS = 30
"""Words that two pages do not share by chance."""


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """How one page was read."""

    path: str
    stats: PageStats
    reason: str
    """Rule that chose the profile."""
    ids: frozenset[str]
    """All ids in the page, also those outside the content: valid fragments of links."""
    redirect: str = ""
    """URL of the redirect, as the page has it; empty for a page with content."""
    text: str = ""
    """Hash of the text without links; empty if it is too short to prove that a page is a copy."""


def extraction_report(found: Extraction, redirect: Redirect | None = None) -> ExtractionReport:
    """Report how a page was read; `redirect` is set for a page that only redirects."""
    dropped = _dropped_words(found)
    return ExtractionReport(
        path=found.page.path,
        stats=PageStats(
            profile=found.parsed.profile.name,
            title_from=found.title.source,
            parts=_parts(found),
            sections=len(found.page.sections),
            anchors_made=found.outline.anchors_made,
            words=found.outline.words,
            dropped=tuple((reason, words) for reason, words in sorted(dropped.items()) if words),
        ),
        reason=found.parsed.choice.reason,
        ids=frozenset(found.parsed.tree.ids),
        redirect=redirect.url if redirect else "",
        text=_text_hash(found.content),
    )


def _text_hash(content: Content) -> str:
    raw_sections = (content.top, *content.raw_sections)
    lines = [line.text for raw in raw_sections for line in raw.lines if not line.is_link]
    counts = accumulate(len(line.split()) for line in lines)
    if not any(words >= _MIN_WORDS for words in counts):
        return ""
    titles = [raw.title for raw in content.raw_sections]
    return digest("\n".join((*titles, *lines)), 8)


def _parts(found: Extraction) -> tuple[str, ...]:
    page = found.page
    parts = [name for name in ("category", "aliases", "definition") if getattr(page, name)]
    if any(link.kind is LinkKind.RELATED for link in page.links):
        parts.append("related")
    own = found.parsed.profile.signs.headings
    titles = {section.title.lower() for section in page.sections}
    return (*parts, *(heading for heading in own if heading in titles))


def _dropped_words(found: Extraction) -> Counter[str]:
    """Count the words outside the content and the dropped ones in it, by reason."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    stack: list[tuple[Element, str]] = [
        (body, "outside") for body in found.parsed.tree.by_name.get("body", ())
    ]
    while stack:
        element, reason = stack.pop()
        if element is found.parsed.main:
            reason = ""
        # The title is content wherever it is.
        elif element is not found.title.heading:
            reason = element.dropped or reason if reason in ("", "outside") else reason
        nodes: list[Any] = element.contents
        for node in nodes:
            if type(node) is not TextNode:
                stack.append((node, reason))
            elif reason:
                texts[reason].append(node)
    words = Counter({reason: len(" ".join(text).split()) for reason, text in texts.items()})
    above = sum(len(line.text.split()) for line in found.content.above)
    words["hidden"] = found.parsed.tree.hidden_words
    words["listing"] = found.outline.listed_words
    words["navigation"] += found.content.dropped_words + above
    words["repeated"] = sum(len(line.text.split()) for line in found.repeated)
    return words
