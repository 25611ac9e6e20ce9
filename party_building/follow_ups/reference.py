"""The phrases as shipped. Safe to repeat: a kind that has a row keeps it, whatever people made of it."""

import datetime

from django.db import transaction

from party_building.follow_ups.models import FollowUpPhrase
from party_building.follow_ups.states import FollowUpKind

SOURCE = "本平台提供的范文，使用前由发文单位审定"
SINCE = datetime.date(2020, 1, 1)
SHIPPED = {
    FollowUpKind.CIRCULAR: (
        "现将{subject}有关工作情况通报如下：\n{problem}\n"
        "本通报仅反映工作进展。请结合实际研究待提升的环节，需要协调的事项及时与我单位联系。"
    ),
    FollowUpKind.SUPERVISION: (
        "经核对，{subject}尚未办结，具体情况如下：\n{problem}\n"
        "请于收到本函后{days}个工作日内研究办理，并书面回复办理情况、下一步措施和完成时间。"
        "确有困难的，请说明原因，我单位将会同研究。"
    ),
    FollowUpKind.TALK: (
        "为推动{subject}，了解工作中的困难，商定下一步措施，请贵单位分管负责同志参加约谈。\n{problem}\n"
        "请提前准备有关工作情况。"
    ),
}


@transaction.atomic
def load_phrases() -> int:
    known = set(FollowUpPhrase.objects.values_list("kind", flat=True))
    rows = [
        FollowUpPhrase(kind=kind, text=text, source=SOURCE, valid_from=SINCE)
        for kind, text in SHIPPED.items()
        if kind not in known
    ]
    return len(FollowUpPhrase.objects.bulk_create(rows))
