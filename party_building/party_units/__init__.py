"""党组织: the tree of party units, from committees to branches."""
