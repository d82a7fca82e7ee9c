"""A Check -> lines for people, or JSON for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from wikisearch.model.check import Check
from wikisearch.render.printable import printable


def check_json(check: Check) -> str:
    """All that was found; `sound` and `damaged` sum it up."""
    facts = asdict(check) | {"sound": check.is_sound, "damaged": check.is_damaged}
    return json.dumps(facts, ensure_ascii=False, indent=1)


def check_lines(check: Check) -> Iterator[str]:
    """Say what is wrong, a line for each finding, and the figures."""
    for finding in check.findings:
        kind = "left over" if finding.is_harmless else "damaged"
        yield printable(f"{kind}: {finding.file}: {finding.problem}; {finding.remedy}")
    if check.is_sound:
        yield printable(f"{check.index}: sound")
    if check.generation:
        yield (
            f"{check.generation}: {check.files:,} files of {check.size:,} bytes, "
            f"{check.pages:,} pages, {check.sections:,} sections"
        )
