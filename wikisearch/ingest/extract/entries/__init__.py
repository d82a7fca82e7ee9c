"""Terms, functions and questions on a page -> marks on them, so that each becomes a section."""
