"""A dask cluster of two worker processes, and a wiki with all kinds of pages."""

import shutil

import dask
import pytest
from distributed import LocalCluster

from tests.indexer.folders import html, stub, write


@pytest.fixture(scope="session")
def dask_cluster():
    """Two worker processes that are restarted when they die; a task is not retried."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
    ):
        yield cluster


@pytest.fixture
def wiki(tmp_path):
    """Pages with redirects to them, copies, other languages, and some that cannot be read."""
    source = tmp_path / "wiki"
    for number in range(30):
        text = f"ant and queen number {number}, or a very small ant (VSA)"
        write(source, f"p{number}.html", html(f"Page {number}", text, f"p{number // 2}.html"))
    for number in range(3):
        write(source, f"old{number}.html", stub(f"Old name {number}", f"p{number}.html"))
    write(source, "empty.html", "")
    write(source, "p4.htm", html("Clash", "the same name but for the suffix"))
    write(source, "haus.html", "<html lang=de><title>Haus</title><h1>Haus</h1><p>Viele Häuser.")
    write(source, "sub/odd.html", html("C++ &amp; &#128540; Café", "bee colony", "../p2.html"))
    shutil.copy(source / "p1.html", source / "copy.html")
    return source
