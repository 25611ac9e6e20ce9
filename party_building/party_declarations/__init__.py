"""年报申报的党员情况: what an accepted report says of party members, beside what the party line keeps."""
