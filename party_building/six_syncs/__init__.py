"""六个同步: whether party building keeps step with registration, charter, annual report and the rest."""
