"""Step 3: sections that match -> pages in order."""
