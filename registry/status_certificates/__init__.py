"""开具证明: a paper that an organization draws itself; it says only what is recorded, and anybody can verify it."""
