"""Search quality: judged queries and an index -> measures, and a comparison with another ranking.

    queries, judgements --read_task--> Task
    Task, a search function --run--> ranking --evaluate--> Evaluation
    Task, an index --missing_units--> what is judged and cannot be found
    two Evaluations --compare--> MeasureComparison for each measure

Queries are lines of `id TAB text`; judgements and runs are TREC files. `ir_measures` computes the
measures and `scipy` the significance test: the extra `eval`.
"""

from wikisearch.evaluation.libraries import require_libraries
from wikisearch.evaluation.measure_comparison import MeasureComparison, compare
from wikisearch.evaluation.measures import MEASURES, Evaluation, evaluate
from wikisearch.evaluation.missing_units import missing_units
from wikisearch.evaluation.runs import DEPTH, RankedUnit, Search, read_run, run, trec_run
from wikisearch.evaluation.task import Level, Task, read_task

__all__ = [
    "DEPTH",
    "MEASURES",
    "Evaluation",
    "Level",
    "MeasureComparison",
    "RankedUnit",
    "Search",
    "Task",
    "compare",
    "evaluate",
    "missing_units",
    "read_run",
    "read_task",
    "require_libraries",
    "run",
    "trec_run",
]
