"""How a page was read -> facts for the report of a run."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from wikisearch.ingest.extract.extraction import Extraction
from wikisearch.ingest.extract.outline import count_words
from wikisearch.ingest.extract.redirects import Redirect
from wikisearch.ingest.html.element import Element
from wikisearch.model.page import LinkKind


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """What was found on one page, and what was left out of it."""

    path: str
    profile: str
    reason: str
    """Which rule chose the profile."""
    title_from: str
    """profile, h1, title element, heading or file name."""
    parts: tuple[str, ...]
    """Of category, aliases, definition, related and the profile's own headings, those found."""
    sections: int
    anchors_made: int
    """Sections that the page gives no address of their own."""
    words: int
    """Words of titles and text that are kept."""
    dropped: tuple[tuple[str, int], ...]
    """Words that are not, by reason: navigation, boilerplate, comments, hidden, listing, outside
    (around the content)."""
    ids: frozenset[str]
    """What the fragment of a link to it may be, in parts that are not read as well."""
    redirect: str = ""
    """Where the page sends its reader, as the page has it."""

    @property
    def is_listing(self) -> bool:
        """Tell whether lists of links were left out."""
        return any(reason == "listing" for reason, _ in self.dropped)


def extraction_report(found: Extraction, redirect: Redirect | None = None) -> ExtractionReport:
    """Gather the facts of a page; `redirect` is where it leads, when it only does that."""
    dropped = _dropped_words(found)
    listed = dropped["listing"]
    return ExtractionReport(
        path=found.page.path,
        profile=found.choice.profile.name,
        reason=found.choice.reason,
        title_from=found.title.source,
        parts=_parts(found),
        sections=len(found.page.sections),
        anchors_made=found.outline.anchors_made,
        words=count_words([found.content.top, *found.content.drafts]) - listed,
        dropped=tuple((reason, words) for reason, words in sorted(dropped.items()) if words),
        ids=frozenset(found.tree.ids),
        redirect=redirect.url if redirect else "",
    )


def _parts(found: Extraction) -> tuple[str, ...]:
    page = found.page
    parts = [name for name in ("category", "aliases", "definition") if getattr(page, name)]
    if any(link.kind is LinkKind.RELATED for link in page.links):
        parts.append("related")
    own = found.choice.profile.signs.headings
    titles = {section.title.lower() for section in page.sections}
    return (*parts, *(heading for heading in own if heading in titles))


def _dropped_words(found: Extraction) -> Counter[str]:
    """Count the words outside the content, and those within it that are not read."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    waiting: list[tuple[Element, str]] = [
        (body, "outside") for body in found.tree.by_name.get("body", ())
    ]
    while waiting:
        element, reason = waiting.pop()
        if element is found.main:
            reason = ""
        # The title and what is in it are kept, wherever they stand.
        elif element is not found.title.heading:
            reason = element.dropped or reason if reason in ("", "outside") else reason
        for node in element.contents:
            if isinstance(node, Element):
                waiting.append((node, reason))
            elif reason:
                texts[reason].append(node)
    words = Counter({reason: len(" ".join(text).split()) for reason, text in texts.items()})
    above = sum(len(line.text.split()) for line in found.content.above)
    words["hidden"] = found.tree.hidden_words
    words["listing"] = found.outline.listed_words
    words["navigation"] += found.content.passed_words + above
    return words
