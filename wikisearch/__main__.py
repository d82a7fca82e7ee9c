"""`python -m wikisearch`: the same as the command."""

from wikisearch.cli import main

if __name__ == "__main__":
    main()
