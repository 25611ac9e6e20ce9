"""变更流水: which organization changed in which respect and when, in an order in which nothing is ever missed."""
