"""Word lists: words and phrases that the rules know, in several languages."""
