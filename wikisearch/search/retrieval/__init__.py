"""Step 2: a plan -> the sections that match, with the BM25 score of each."""
