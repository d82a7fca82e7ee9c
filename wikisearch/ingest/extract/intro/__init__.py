"""The top of a page -> its definition, its other names and its category."""
