"""一次填报: a small form from what the portal knows and the few things it does not, sent once, answered once."""
