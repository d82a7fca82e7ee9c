"""Completion of names, and spelling correction."""
