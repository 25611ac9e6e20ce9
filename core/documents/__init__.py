"""Documents on paper: structured letters, and PDF that an archive takes. See docs/documents.md."""
