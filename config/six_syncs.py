"""六个同步: the six columns in order: (code, title, dotted path of what answers for it; "" for none yet)."""

SIX_SYNC_SOURCES: list[tuple[str, str, str]] = [
    ("registration", "登记同步", "party_building.six_syncs.sources.AtRegistration"),
    ("charter", "章程同步", "party_building.six_syncs.sources.InCharter"),
    ("annual_report", "年报同步", "party_building.six_syncs.sources.InAnnualReport"),
    ("assessment", "评估同步", ""),
    ("inspection", "检查同步", ""),
    ("training", "培训同步", "party_building.six_syncs.sources.InTraining"),
]
