"""The command: `wikisearch`, or `python -m wikisearch`."""

import signal
import sys
from types import FrameType
from typing import NoReturn


def main() -> None:
    """Run it as a process of its own, which a signal ends in order and without a traceback."""
    heeds_interrupts = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeds_interrupts:
        # Until there is something to clean up, and somebody to say that it was stopped.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from wikisearch.cli import main as command  # noqa: PLC0415
    from wikisearch.cli.streams import claim_streams  # noqa: PLC0415

    claim_streams()
    signal.signal(signal.SIGTERM, _end)
    if heeds_interrupts:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    command()


def _end(number: int, _: FrameType | None) -> NoReturn:
    # Python drops what is raised in some callbacks: whoever asks again is obeyed at once.
    signal.signal(number, signal.SIG_DFL)
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
