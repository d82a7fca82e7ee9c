"""The compared search systems: the same sections, the same queries, one module each."""
