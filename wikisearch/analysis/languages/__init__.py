"""The rules of single languages: stems, stop words, spellings, compounds."""
