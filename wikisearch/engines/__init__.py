"""Documents -> index; Query -> Matches. One subpackage per engine, one contract for all."""
