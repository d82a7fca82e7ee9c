"""A sample of the pages of a wiki -> its survey, and its language."""
