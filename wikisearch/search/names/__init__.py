"""Names of pages and headings: exact lookup, mined names, site metadata."""
