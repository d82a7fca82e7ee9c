"""Pages that kill the process that reads them; a separate module, so that it is imported fast."""

import os
import signal
from dataclasses import dataclass

from wikisearch.indexer.page_extractor import PageExtractor

KILLERS = ("haus.html", "p1.html")


@dataclass(frozen=True, slots=True)
class Deadly(PageExtractor):
    """Some pages kill the process that reads them."""

    def __call__(self, file):
        if file.path in KILLERS:
            os.kill(os.getpid(), signal.SIGKILL)
        return PageExtractor.__call__(self, file)
