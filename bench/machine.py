"""The machine, and the versions of all systems."""

import json
import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import wikisearch
from bench.systems.registry import BENCH, MODULES

_PACKAGES = ("Whoosh", "bm25s", "tantivy")
_NODE_PACKAGES = ("pagefind", "minisearch")


def machine() -> str:
    """One line: processor, memory, operating system, interpreters."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    parts = [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB",
        f"{platform.system()} {platform.machine()}",
        f"{platform.python_implementation()} {platform.python_version()}",
    ]
    if node := shutil.which("node"):
        process = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
        parts.append(f"node {process.stdout.strip().removeprefix('v')}")
    return "; ".join(parts)


def versions() -> dict[str, str]:
    """Versions of wikisearch and of the installed systems."""
    found = {"wikisearch": _ours(), "SQLite": sqlite3.sqlite_version}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    for name in _NODE_PACKAGES:
        package = MODULES / name / "package.json"
        if package.exists():
            found[name] = json.loads(package.read_text(encoding="utf-8"))["version"]
    return found


def _ours() -> str:
    """Version, and the commit in a checkout."""
    found = wikisearch.__version__
    if git := shutil.which("git"):
        command = [git, "describe", "--always", "--dirty"]
        process = subprocess.run(command, cwd=BENCH, capture_output=True, text=True, check=False)
        if not process.returncode:
            found += f" at {process.stdout.strip()}"
    return found


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"
