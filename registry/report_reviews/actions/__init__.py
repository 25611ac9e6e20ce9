"""The verbs of the review."""
