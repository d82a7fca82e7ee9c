"""Entry point of the `wikisearch` command, and of `python -m wikisearch`."""

import signal
from typing import TYPE_CHECKING

from wikisearch._interrupts import end_process, signals_end_the_process
from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    from wikisearch import cli
    from wikisearch.cli import streams
else:
    cli = lazy_module("wikisearch.cli")
    streams = lazy_module("wikisearch.cli.streams")


def main() -> None:
    """Run the command; a signal ends the process without a traceback."""
    with signals_end_the_process():
        run = cli.main
        streams.claim_streams()
    signal.signal(signal.SIGTERM, end_process)
    run()


if __name__ == "__main__":
    main()
