"""Other names of pages, from link texts, file names and redirects."""
