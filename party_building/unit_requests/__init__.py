"""党组织请示和批复: what is asked of the organ above a unit, and what it answers."""
