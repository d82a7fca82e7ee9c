"""What many pages of a wiki share: repeated lines, parts of titles, kinds of pages."""
