"""教学资料: templates, courses and films that secretaries download."""
