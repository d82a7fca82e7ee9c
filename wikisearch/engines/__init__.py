"""Documents -> index; Query -> Matches. One room for each engine, one contract for all."""
