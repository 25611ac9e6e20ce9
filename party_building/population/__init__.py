"""未纳入民政登记口径的党组织 (law firms and the like): a population of its own, in no count of the register."""
