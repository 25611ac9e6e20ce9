"""换届: from the candidate list to the new term, with every office's own clock."""
