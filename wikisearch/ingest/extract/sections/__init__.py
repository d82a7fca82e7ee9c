"""Drafts of sections -> sections with their anchors and hierarchy."""
