"""A sample of the pages of a wiki, read before all others."""
