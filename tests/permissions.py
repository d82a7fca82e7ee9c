"""File permissions in tests: root ignores them, so the tests run as another user."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def without_root():
    """Run a block as a user who is not root."""
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
    """A folder that other users can read; pytest's own folders are private."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def permissions(path, mode):
    """Set the mode of a file or folder for a block."""
    usual = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(usual)
