"""暂缓: a decision with a reason and an end date that holds a ladder of one organization where it stands."""
