"""组建攻坚台账: the survey of the uncovered in a party line becomes a write-off list that shrinks by itself."""
