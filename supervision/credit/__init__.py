"""信用: everything of one organization on one page, for the offices and for itself; the two lists for everybody."""
