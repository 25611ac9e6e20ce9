"""党的建设: party organizations in and around social organizations."""
