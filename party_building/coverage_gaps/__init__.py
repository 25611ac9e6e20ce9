"""组建攻坚台账: the uncovered of a party organ's line become a write-off list that shrinks by itself."""
