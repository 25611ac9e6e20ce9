"""僵尸型线索: four flags, computed for any day from what is on record. Clues, never a finding, never public."""
