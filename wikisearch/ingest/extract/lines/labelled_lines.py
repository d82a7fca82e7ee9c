"""A label and its value in lines of their own at the top of a page -> a property of the page.

Exported notes and cards show "Category" above "Insects", without a table.
"""

from collections.abc import Container, Iterator

from wikisearch.analysis.characters.sentence_ends import ends_with_colon
from wikisearch.ingest.extract.lines.line_kinds import is_sentence
from wikisearch.ingest.extract.raw_sections import Content, Line

_MAX_VALUE_LENGTH = 200
"""Characters."""
_MAX_LINES = 20
"""Lines below the title that are looked at."""
_NOT_VALUES = ("li", "pre", "tr")


def take_labelled_lines(content: Content, labels: Container[str]) -> None:
    """Move the lines of such properties, whose names are in `labels`, from the text."""
    lines = content.top.lines
    first = content.lines_before_title
    at = first
    while at < min(len(lines) - 1, first + _MAX_LINES):
        label, value = label_of(lines[at].text), lines[at + 1]
        if label in labels and _is_value(value) and lines[at].block not in _NOT_VALUES:
            content.properties.append((label, value.text))
            del lines[at : at + 2]
        else:
            at += 1


def labelled_values(content: Content, labels: Container[str]) -> Iterator[str]:
    """Yield the values of the properties with these names."""
    return (value for label, value in content.properties if label in labels)


def label_of(text: str) -> str:
    """Return a label as it is compared: `Also known as:` is `also known as`."""
    return text.strip().rstrip(":：").rstrip().casefold()


def _is_value(line: Line) -> bool:
    is_short = len(line.text) <= _MAX_VALUE_LENGTH and not ends_with_colon(line.text)
    return is_short and line.block not in _NOT_VALUES and not is_sentence(line.text)
