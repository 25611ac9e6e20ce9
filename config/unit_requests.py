"""How the answers of party organs are numbered; one series for each organ and year."""

UNIT_LETTER_FORMAT = "{office}批〔{year}〕{number}号"
