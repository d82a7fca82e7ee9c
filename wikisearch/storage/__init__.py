"""Generations, the lock of an index folder, and its files."""
