"""How the papers of a chain are numbered; one series for each office, kind and year."""

REELECTION_NUMBERS = {
    "review": "{office}社审〔{year}〕{number}号",
    "extension": "{office}社延〔{year}〕{number}号",
    "filing": "{office}社备〔{year}〕{number}号",
}
