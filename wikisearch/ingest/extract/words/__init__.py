"""Lists of words and phrases that the rules look for, in several languages: a text file each."""
