"""How the papers of a report's review are numbered; one series for each office, kind and year."""

REPORT_LETTER_FORMATS = {
    "fix": "{office}年报补〔{year}〕{number}号",
    "conclusion": "{office}年检〔{year}〕{number}号",
    "rectification": "{office}年检改〔{year}〕{number}号",
}
