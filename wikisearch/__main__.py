"""Entry point of the `wikisearch` command, and of `python -m wikisearch`."""

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from wikisearch._interrupts import interrupts_end_the_process
from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    from wikisearch import cli
    from wikisearch.cli import streams
else:
    cli = lazy_module("wikisearch.cli")
    streams = lazy_module("wikisearch.cli.streams")


def main() -> None:
    """Run the command; a signal ends the process without a traceback."""
    with interrupts_end_the_process():
        run = cli.main
        streams.claim_streams()
        signal.signal(signal.SIGTERM, _end)
    run()


def _end(number: int, _: FrameType | None) -> NoReturn:
    # Python ignores exceptions in some callbacks: a second signal ends the process at once.
    signal.signal(number, signal.SIG_DFL)
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
