"""One verb for many rows: preview, confirm, a job, an outcome for each row, undo. How to: docs/lists.md."""
