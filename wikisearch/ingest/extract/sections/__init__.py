"""Headings with their lines -> sections with anchors and hierarchy, without lists of links."""
