"""The bench: wikisearch and its rivals do the same work on the same pages, in one run.

    corpus --wikisearch--> sections --peers--> their indexes
    sections --queries--> what is asked --peers, interleaved--> rows --report, docs--> tables, plots

Every experiment gives rows of figures; what is printed, kept and drawn is made of the rows alone.
`docs/bench.md` says how to run it and what came out.
"""
