"""The usual range of each figure among organizations of one type and size."""

import datetime
from decimal import Decimal

from django.db import connection, transaction

from core import clock
from registry.report_reviews import thresholds
from registry.report_reviews.models import PeerRange

SIZE = "total_income"  # the figure by which organizations are put beside each other
STEPS = (Decimal(100_000), Decimal(1_000_000), Decimal(10_000_000))  # upper ends of the bands, in yuan

COUNT = """
with last as (
  select distinct on (s.report_id) s.id, o.org_type
  from registry_reportsubmission s
  join registry_annualreport r on r.id = s.report_id
  join registry_organization o on o.id = r.organization_id
  where r.year = %(year)s
    and not exists (select from registry_submissionwithdrawal w where w.submission_id = s.id)
  order by s.report_id, s.round desc
), sized as (
  select last.id, last.org_type,
         case when f.value < %(a)s then 0 when f.value < %(b)s then 1 when f.value < %(c)s then 2 else 3 end as band
  from last join registry_reportfigure f on f.submission_id = last.id and f.code = %(size)s
)
select sized.org_type, sized.band, f.code, count(*),
       percentile_cont(%(low)s) within group (order by f.value),
       percentile_cont(%(high)s) within group (order by f.value)
from sized join registry_reportfigure f on f.submission_id = sized.id
group by 1, 2, 3
having count(*) >= %(least)s
"""


def band_of(figures: dict[str, Decimal]) -> int | None:
    """0 below 100,000 yuan of income, 1 below a million, 2 below ten millions, 3 above; None where it is not said."""
    income = figures.get(SIZE)
    return None if income is None else sum(income >= step for step in STEPS)


@transaction.atomic
def count_ranges(year: int, day: datetime.date) -> int:
    """Count the ranges of one report year anew; returns how many. One pass over the year's figures."""
    limits = thresholds.on(day)
    values = {
        "year": year, "size": SIZE, "least": int(limits.peers_least),
        "low": float(limits.percentile_low / 100), "high": float(limits.percentile_high / 100),
        "a": STEPS[0], "b": STEPS[1], "c": STEPS[2],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        found = cursor.fetchall()
    PeerRange.objects.filter(year=year).delete()
    now = clock.now()
    rows = [
        PeerRange(
            year=year, org_type=org_type, band=band, code=code, count=count, counted_at=now,
            low=Decimal(low).quantize(Decimal("0.01")), high=Decimal(high).quantize(Decimal("0.01")),
        )
        for org_type, band, code, count, low, high in found
    ]  # fmt: skip
    PeerRange.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def ranges(year: int, org_type: str, figures: dict[str, Decimal]) -> dict[str, PeerRange]:
    """Code → range for an organization of this type and these figures. One query."""
    band = band_of(figures)
    if band is None:
        return {}
    return {one.code: one for one in PeerRange.objects.filter(year=year, org_type=org_type, band=band)}
