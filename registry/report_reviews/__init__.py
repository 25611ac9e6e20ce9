"""年报审查: queue, review by exception, letters, the party organ's opinion, conclusions, sample."""
