"""Charter versions of each organization: approved by whom, with which clauses, in force since when."""
