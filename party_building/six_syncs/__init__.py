"""六个同步: whether party building kept step with registration, charter, annual report and the rest, per organization."""
