"""The walk over the content of a page -> headings with their lines, and links."""
