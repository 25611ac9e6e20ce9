"""Lists of organizations: the register itself."""
