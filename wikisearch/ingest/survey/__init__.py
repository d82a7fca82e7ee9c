"""The look at a whole wiki before its pages are extracted: what many pages share."""
