"""委员单位: the units of a work committee, what each does for party building, and how many instructors it sent."""
