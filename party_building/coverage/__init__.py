"""两个覆盖: who is covered, by what, on which day; every rate opens its rows."""
