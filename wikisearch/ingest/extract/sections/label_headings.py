"""Headings that label a part of each section, such as "Parameters" below every function."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from wikisearch.ingest.extract.raw_sections import Line, RawSection
from wikisearch.ingest.html.element import ENTRY_RANK


def merge_labels(
    drafts: Sequence[RawSection], anchors: Sequence[str], ids: Container[str]
) -> tuple[list[RawSection], list[str]]:
    """Append the sections of labels to the sections they are in.

    A label has no address, stands on the page more than once, and is below a heading or an entry
    with one.
    """
    made = [anchor not in ids for anchor in anchors]
    titles = Counter(draft.title for draft, is_made in zip(drafts, made, strict=True) if is_made)
    merged: list[RawSection] = []
    names: list[str] = []
    owner = 0
    """Rank of the last section with an address; 0 before the first."""
    is_copy = False
    for draft, anchor, is_made in zip(drafts, anchors, made, strict=True):
        is_label = is_made and titles[draft.title] > 1 and not draft.is_entry
        if is_label and owner and (owner < draft.rank or owner >= ENTRY_RANK):
            if not is_copy:
                # Variants of an entry share their lines.
                merged[-1] = replace(merged[-1], lines=list(merged[-1].lines))
                is_copy = True
            merged[-1].lines.extend([Line(draft.title, "p", 0), *draft.lines])
            continue
        is_copy = False
        merged.append(draft)
        names.append(anchor)
        owner = 0 if is_made else draft.rank
    return merged, names
