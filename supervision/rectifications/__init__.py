"""责令整改: a fault of an organization, ordered in writing to be put right, reported on with evidence, verified."""
