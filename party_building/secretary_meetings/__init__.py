"""书记议事厅: branch secretaries bring matters, a responsible unit answers, nothing is closed without a day."""
