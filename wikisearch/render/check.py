"""A Check -> lines for a person, or JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from wikisearch.model.check import Check
from wikisearch.render.line import JsonText, StyledLine
from wikisearch.render.text import plural


def check_json(check: Check) -> JsonText:
    """Encode all findings; `sound` and `damaged` sum them up."""
    value = asdict(check) | {"sound": check.is_sound, "damaged": check.is_damaged}
    return JsonText(json.dumps(value, ensure_ascii=False, indent=1))


def check_lines(check: Check) -> Iterator[StyledLine]:
    """Yield a line per finding, then the size of the index."""
    for finding in check.findings:
        kind = "left over" if finding.is_harmless else "damaged"
        yield StyledLine(f"{kind}: {finding.file}: {finding.problem}; {finding.remedy}")
    if check.is_sound:
        yield StyledLine(f"{check.index}: sound")
    if check.generation:
        yield StyledLine(
            f"{check.generation}: {plural(check.files, 'file')} of {plural(check.size, 'byte')}, "
            f"{plural(check.pages, 'page')}, {plural(check.sections, 'section')}"
        )
