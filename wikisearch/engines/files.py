"""What engines that keep files do with them."""

import os
import shutil
from pathlib import Path


def share(file: Path, directory: Path) -> None:
    """Give a folder a file: the same one under another name, or a copy where that fails."""
    try:
        os.link(file, directory / file.name)
    except OSError:  # a file system that knows no links, or allows no more
        shutil.copyfile(file, directory / file.name)


def sync_files(directory: Path) -> None:
    """Wait until every file of a folder is on the disk."""
    for file in directory.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
