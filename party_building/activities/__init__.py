"""组织生活: what a branch has held, one line per event, and what is still due. Never scored, never ranked."""
