"""清账销号: a list of things to put right, each row closed only with evidence and by a second unit.

Knows no noun of the trade: a subject is an `organization_key`, an office, or a label with an address. A list may be
fed: `settings.WRITEOFF_SOURCES` names functions that say what is wrong today (see feeding.py).
"""
