"""The links of a page -> where they lead, and redirects."""
