"""Processes that read pages: work on many files -> the results, or errors, in order."""
