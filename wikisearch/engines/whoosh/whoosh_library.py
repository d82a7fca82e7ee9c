"""What this engine uses of Whoosh, imported without its warnings.

Whoosh 2.7.4 was written before Python warned of some escapes. Python 3.12 shows these warnings
whenever it compiles the library: at each run, if it cannot store bytecode.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh.codec import base
    from whoosh.fields import COLUMN, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.writing import SegmentWriter

__all__ = ["COLUMN", "FileStorage", "Schema", "SegmentWriter", "base"]
