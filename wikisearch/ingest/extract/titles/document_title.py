"""`<title>` -> the title of the page, without the name of the site and its place in the site."""

import re
from pathlib import PurePosixPath

from wikisearch.ingest.html.plain_text import cut_heading, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.ingest.survey.survey import FolderSurvey

_NUMBERED = re.compile(r"([A-Z]|\d+(?:\.\d+)*)\s+[-–—]\s+(.+?)\s+[-|–—]\s+[^|–—]*$")
_SOURCE = re.compile(
    r"\.(?:adoc|asciidoc|dita|html?|markdown|md|org|rst|tex|textile|txt|xhtml|xml)", re.IGNORECASE
)
_SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+)+")
_TRAIL = re.compile(r"\s[>»›→]\s")
_MIN_STEPS = 2
_PARTS = re.compile(r"\s+[-–—|•·]\s+")
_NO_TITLE = "<no title>"
"""What Sphinx writes for a page without a heading."""


def full_document_title(tree: Tree) -> str:
    """Return the words of the first `<title>` that has any."""
    elements = tree.by_name.get("title", ())
    return cut_heading(next((text for element in elements if (text := plain_text(element))), ""))


def _document_title(full: str, profile: Profile) -> str:
    """Remove what the site adds to `<title>`."""
    for pattern in profile.title_suffix:
        short = re.sub(pattern, "", full)
        if numbered := _NUMBERED.match(full):
            # "A - Keywords - Site" is "A. Keywords".
            short = f"{numbered[1]}. {numbered[2]}"
        # "Manual (Index - C)" has no suffix: the dash is in brackets.
        if short and short != full and short.count("(") <= short.count(")"):
            return "" if short == _NO_TITLE else short
    return "" if full == _NO_TITLE else full


def title_of_page(tree: Tree, survey: FolderSurvey) -> str:
    """Return `<title>` without what most begin with, or end with if no separator is before it."""
    return survey.without_site(full_document_title(tree))


def own_title(tree: Tree, profile: Profile, survey: FolderSurvey) -> str:
    """Return `<title>` without the name of the site, which stands before the page or after it."""
    full = title_of_page(tree, survey)
    is_cut = full != full_document_title(tree)
    return survey.own_part(full if is_cut else _document_title(full, profile))


def is_file_title(named: str, path: str) -> bool:
    """Return whether `<title>` is the file of a page, or what it was made from: `gate.md`."""
    page = PurePosixPath(path)
    if named == page.name:
        return True
    source = PurePosixPath(named)
    is_source = _SOURCE.fullmatch(source.suffix) is not None
    return is_source and source.stem.casefold() == page.stem.casefold()


def is_slug(named: str, path: str) -> bool:
    """Return whether `<title>` has the words of the heading as they are in an address: `a-gate`."""
    return is_address(named, path) and _SLUG.fullmatch(named) is not None


def is_address(named: str, path: str) -> bool:
    """Return whether `<title>` is the name of the file, perhaps without its language."""
    return named.islower() and PurePosixPath(path).name.startswith(f"{named}.")


def last_step(full: str) -> str:
    """Return the end of a `<title>` that is the place of the page: "Guide > Gates > Lag"."""
    steps = _TRAIL.split(full)
    return steps[-1].strip() if len(steps) > _MIN_STEPS else ""


def name_like_file(title: str, full: str, path: str) -> str:
    """Return the part of `<title>` that is the name of the file: "Turn a gate — turn_gate"."""
    stem = PurePosixPath(path).stem
    parts = _PARTS.split(full) if stem in full and stem != title else ()
    return stem if len(parts) > 1 and stem in parts else ""
