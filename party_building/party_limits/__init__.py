"""党建标准: the numbers of the party rules as rows with dates, each with its source."""
