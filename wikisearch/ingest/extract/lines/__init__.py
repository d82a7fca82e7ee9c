"""The lines of a page: which kind each is, and which are dropped, because they are not text."""
