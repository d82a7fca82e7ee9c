"""Somebody who may not do everything: root may read and write whatever the rights of files say."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def without_root():
    """Root may write anywhere, so be somebody else for a while."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def open_folder():
    """A folder that others may look into: those of pytest are root's alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def rights(path, mode):
    """Give a file or folder these rights for a while."""
    usual = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(usual)
