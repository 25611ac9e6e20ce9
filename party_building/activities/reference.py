"""The usual kinds of organization life and how often each is due. Safe to repeat: what people changed stays.

Frequencies follow the regulation on the work of branches as commonly printed (unverified, 条文待核); how often lessons
are held differs from place to place.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction

from party_building.activities.models import ActivityFrequency, ActivityKind
from party_building.activities.states import AppliesIf, Per

IN_FORCE = datetime.date(2018, 10, 28)
REGULATION = "《中国共产党支部工作条例（试行）》"
NO_SCORE = "签到表、照片不作要求，有则可存，不计入任何评价。"


@dataclass(frozen=True)
class Usual:
    """A kind and how often it is due."""

    code: str
    name: str
    per: Per
    prompt: str
    at_least: int = 1
    applies_if: AppliesIf = AppliesIf.ALWAYS
    from_month: int = 1
    is_of_three: bool = False
    source: str = f"{REGULATION}（条文待核）"


KINDS = (
    Usual(
        "theme_day", "主题党日", Per.MONTH, "每月相对固定一天，可结合学习、志愿服务、调研，可与邻近支部联合开展。",
        source=f"{REGULATION}第十六条（条文待核）",
    ),
    Usual(
        "general_meeting", "党员大会", Per.QUARTER, "讨论决定发展党员、转正、改选等，到会有表决权的党员应过半数。",
        is_of_three=True,
    ),
    Usual(
        "committee_meeting", "支委会", Per.MONTH, "研究支部日常工作。未设支部委员会的不作要求。",
        applies_if=AppliesIf.HAS_COMMITTEE, is_of_three=True,
    ),
    Usual(
        "group_meeting", "党小组会", Per.MONTH, "组织党员学习、开展批评和自我批评。未划分党小组的不作要求。",
        applies_if=AppliesIf.HAS_GROUPS, is_of_three=True,
    ),
    Usual(
        "party_lesson", "党课", Per.YEAR, "书记每年至少讲一次，也可以请讲师库的讲师。", at_least=2, is_of_three=True,
        source="各地规定不一，暂按每年两次（未核）",
    ),
    Usual(
        "life_meeting", "组织生活会", Per.YEAR, "一般在第四季度：会前谈心谈话，会上批评与自我批评，会后整改。",
        from_month=10,
    ),
    Usual(
        "appraisal", "民主评议党员", Per.YEAR, "一般与组织生活会同期。平台只登记各等次人数，不登记姓名。",
        from_month=10,
    ),
    Usual(
        "heart_talk", "谈心谈话", Per.YEAR, "支部委员之间、委员与党员之间、党员之间。只记开展情况，不记谈话内容。",
        from_month=10,
    ),
)  # fmt: skip


@transaction.atomic
def load_activity_kinds() -> int:
    written = 0
    for number, one in enumerate(KINDS, 1):
        values = {
            "name": one.name, "is_of_three": one.is_of_three, "prompt": one.prompt + NO_SCORE, "order": number * 10,
        }  # fmt: skip
        kind, is_new = ActivityKind.objects.get_or_create(code=one.code, defaults=values)
        if is_new:
            ActivityFrequency.objects.create(
                kind=kind, per=one.per, at_least=one.at_least, applies_if=one.applies_if, from_month=one.from_month,
                source=one.source, valid_from=IN_FORCE,
            )  # fmt: skip
        written += is_new
    return written
