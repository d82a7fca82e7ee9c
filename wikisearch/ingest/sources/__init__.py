"""Where pages are read from, and the processes that read them."""
