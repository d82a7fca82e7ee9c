"""The bench: wikisearch and other search systems on the same pages and queries, in one run.

    corpus --wikisearch--> sections --systems--> their indexes
sections --queries--> queries --systems, in turn--> rows --report, docs--> tables, plots

Each experiment yields rows of figures. Tables, plots and the stored run are made from rows only.
`docs/bench.md` explains how to run it, and has the results.
"""
