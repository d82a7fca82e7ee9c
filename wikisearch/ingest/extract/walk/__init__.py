"""The content of a page -> drafts of its sections."""
