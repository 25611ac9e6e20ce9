"""The usual list of 六有阵地, into rows. Safe to repeat: what people changed stays."""

from django.db import transaction

from party_building.party_units.models import PremisesItem

# Usual list (unverified): the party organ edits the rows.
ITEMS = (
    ("place", "有场所", "有开展组织生活的固定场所，可以共用"),
    ("facilities", "有设施", "有桌椅、投影等开展活动的设施"),
    ("signs", "有标识", "有党组织标识牌"),
    ("flag", "有党旗", "悬挂党旗"),
    ("books", "有书报", "有党报党刊和学习资料"),
    ("rules", "有制度", "有组织生活等制度"),
)


@transaction.atomic
def load_premises_items() -> int:
    known = set(PremisesItem.objects.values_list("code", flat=True))
    missing = [
        PremisesItem(code=code, name=name, note=note, order=number * 10)
        for number, (code, name, note) in enumerate(ITEMS, 1)
        if code not in known
    ]
    return len(PremisesItem.objects.bulk_create(missing))
