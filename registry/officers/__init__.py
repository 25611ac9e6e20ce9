"""届期与负责人: who holds which post since when, the council's terms, and the limits that law and charter set."""
