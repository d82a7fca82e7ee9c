"""Where pages are read from: folders, crawls, archives and programs."""
