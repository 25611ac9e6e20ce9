"""A list's filters, sort and columns under a name: one's own, or shared with the office. How to: docs/lists.md."""
