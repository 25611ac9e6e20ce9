"""宣传报道: an archive of what was published about a branch. Nothing is counted against or for anybody."""
