"""评星定级: rounds in which party units are given stars, each on the ground of an approving document."""
