"""How letters of a party organ to an office are numbered; one series for each name, kind and year."""

FOLLOW_UP_NUMBERS = {
    "circular": "{office}通报〔{year}〕{number}号",
    "supervision": "{office}督办〔{year}〕{number}号",
    "talk": "{office}约谈〔{year}〕{number}号",
}
