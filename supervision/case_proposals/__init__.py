"""立案建议: the first rung of the penalty track, with its evidence. The case itself is worked elsewhere."""
