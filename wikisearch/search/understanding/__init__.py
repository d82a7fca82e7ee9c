"""Step 1: the text of a query -> a plan, with corrections and the page that it names."""
