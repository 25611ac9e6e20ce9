"""The limits on spending, from the shipped table into rows. Safe to repeat: what people changed stays.

A limit whose article was not compared with the original is marked so; the bureau changes the row, not the code.
"""

from django.db import transaction

from registry.report_forms.expansion import read
from registry.report_forms.models import SpendingRule


@transaction.atomic
def load_spending_rules() -> int:
    known = set(SpendingRule.objects.values_list("code", flat=True))
    missing = [SpendingRule(**row) for row in read("spending/rules.json")["rules"] if row["code"] not in known]
    SpendingRule.objects.bulk_create(missing)
    return len(missing)
