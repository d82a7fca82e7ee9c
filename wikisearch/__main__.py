"""Entry point of the `wikisearch` command, and of `python -m wikisearch`."""

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    from wikisearch import cli
    from wikisearch.cli import streams
else:
    cli = lazy_module("wikisearch.cli")
    streams = lazy_module("wikisearch.cli.streams")


def main() -> None:
    """Run the command; a signal ends the process without a traceback."""
    handles_interrupts = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if handles_interrupts:
        # During the imports there is nothing to clean up, and nothing that could report the stop.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    run = cli.main
    streams.claim_streams()
    signal.signal(signal.SIGTERM, _end)
    if handles_interrupts:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


def _end(number: int, _: FrameType | None) -> NoReturn:
    # Python ignores exceptions in some callbacks: a second signal ends the process at once.
    signal.signal(number, signal.SIG_DFL)
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
