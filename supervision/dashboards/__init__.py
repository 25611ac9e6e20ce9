"""看板: numbers of the whole and of its parts, each a link to exactly the rows it counts."""
