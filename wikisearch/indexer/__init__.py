"""Which pages of a source have to be read again: what is known of each since the last run."""
