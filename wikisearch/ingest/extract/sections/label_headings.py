"""Headings that label a part of each section, such as "Parameters" below every function."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from wikisearch.ingest.extract.raw_sections import Line, RawSection
from wikisearch.ingest.html.element import ENTRY_RANK


def merge_labels(
    raw_sections: Sequence[RawSection], anchors: Sequence[str], ids: Container[str]
) -> tuple[list[RawSection], list[str]]:
    """Append the sections of labels to the sections they are in.

    A label has no address, stands on the page more than once, and is below a heading or an entry
    with one.
    """
    made = [anchor not in ids for anchor in anchors]
    titles = Counter(raw.title for raw, is_made in zip(raw_sections, made, strict=True) if is_made)
    merged: list[RawSection] = []
    names: list[str] = []
    owner = 0
    """Rank of the last section with an address; 0 before the first."""
    is_copy = False
    for raw, anchor, is_made in zip(raw_sections, anchors, made, strict=True):
        is_label = is_made and titles[raw.title] > 1 and not raw.is_entry
        if is_label and owner and (owner < raw.rank or owner >= ENTRY_RANK):
            if not is_copy:
                # Variants of an entry share their lines.
                merged[-1] = replace(merged[-1], lines=list(merged[-1].lines))
                is_copy = True
            merged[-1].lines.extend([Line(raw.title, "p", 0), *raw.lines])
            continue
        is_copy = False
        merged.append(raw)
        names.append(anchor)
        owner = 0 if is_made else raw.rank
    return merged, names
