"""党建职责: what the rules ask of an organization or a party unit, opened and closed by the facts themselves."""
