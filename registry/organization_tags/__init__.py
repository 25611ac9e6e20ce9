"""标签: an office's own words on the organizations it works with. Seen by that office alone, never public."""
