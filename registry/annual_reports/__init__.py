"""年度报告: who owes which report by when, what was filed, and what the reviewers said."""
