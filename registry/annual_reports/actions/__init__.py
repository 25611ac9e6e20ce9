"""The verbs of annual reports; the only writers. See obligations, filling, filing and review."""
