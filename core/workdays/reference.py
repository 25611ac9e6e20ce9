"""Fill the holiday table from the shipped list (2004-2026, MIT, PyPI chinesecalendar) and a provisional 2027."""

import csv
import datetime
from pathlib import Path

from core.workdays import calendar
from core.workdays.models import Holiday, HolidayKind

_SHIPPED = Path(__file__).parent / "data" / "holidays_cn_2004_2026.csv"
_OCCASIONS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}
# 2027 before its announcement: only the statutory days of 《全国年节及纪念日放假办法》 (revised 2024), at their fixed
# lunar and solar dates; no make-up days, which nobody can know yet.
_PROVISIONAL_2027 = {
    "元旦": ["2027-01-01"],
    "春节": ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"],
    "清明节": ["2027-04-05"],
    "劳动节": ["2027-05-01", "2027-05-02"],
    "端午节": ["2027-06-09"],
    "中秋节": ["2027-09-15"],
    "国庆节": ["2027-10-01", "2027-10-02", "2027-10-03"],
}


def load_holidays() -> int:
    """Insert what is missing, correct what differs; the bureau's own days on other dates stay. Returns the rows."""
    rows = [*_shipped(), *_provisional()]
    Holiday.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["date"], update_fields=["kind", "occasion", "is_provisional"]
    )
    calendar.forget()
    return len(rows)


def _shipped() -> list[Holiday]:
    with _SHIPPED.open(encoding="utf-8", newline="") as lines:
        return [
            Holiday(
                date=datetime.date.fromisoformat(row["date"]),
                kind=HolidayKind(row["kind"]),
                occasion=_OCCASIONS.get(row["occasion"], row["occasion"]),
            )
            for row in csv.DictReader(lines)
        ]


def _provisional() -> list[Holiday]:
    """Nothing once the bureau has entered an announced day of 2027."""
    if Holiday.objects.filter(date__year=2027, is_provisional=False).exists():
        return []
    return [
        Holiday(
            date=datetime.date.fromisoformat(day), kind=HolidayKind.HOLIDAY, occasion=occasion, is_provisional=True
        )
        for occasion, days in _PROVISIONAL_2027.items()
        for day in days
    ]
