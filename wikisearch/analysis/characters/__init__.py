"""Characters of all scripts: forms that readers consider equal, marks, and text without spaces."""
