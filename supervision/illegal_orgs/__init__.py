"""线索: what is told of bodies that nobody found in a register. A lead accuses nobody; see docs/risk-reports.md."""
