"""社区社会组织备案: groups below the conditions of registration, filed with a street or town. No credit code, no legal
personality, never part of the headline counts of registered organizations."""
