"""Judged queries and an index -> how good its ranking is, and whether it is better than another.

    queries, judgements --read_task--> Task
    Task, any search ----run---------> ranking --evaluate--> Evaluation
    two Evaluations -----compare-----> MeasureComparison for each measure

Reads and writes what the field does: queries as `id TAB text`, judgements and runs as TREC has
them. The sums are those of `ir_measures` and `scipy`, which come with
`pip install "wikisearch[eval]"`.
"""

from wikisearch.evaluation.measure_comparison import MeasureComparison, compare
from wikisearch.evaluation.measures import MEASURES, Evaluation, evaluate
from wikisearch.evaluation.runs import DEPTH, Ranked, Search, read_run, run, trec_run
from wikisearch.evaluation.task import Level, Task, read_task

__all__ = [
    "DEPTH",
    "MEASURES",
    "Evaluation",
    "Level",
    "MeasureComparison",
    "Ranked",
    "Search",
    "Task",
    "compare",
    "evaluate",
    "read_run",
    "read_task",
    "run",
    "trec_run",
]
