"""约谈: a talk of the authority with the responsible persons of an organization, its record and what followed."""
