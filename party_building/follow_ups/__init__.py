"""通报、督办、约谈: letters of a party organ to an office, started by a person from a write-off row or a duty."""
