"""Two tracks from one fact, side by side: what has been done, what comes next, why not yet, and the way out."""
