"""The steps as shipped. Safe to repeat: a track that has rows keeps them, whatever people made of it."""

import datetime

from django.db import transaction

from supervision.ladders.models import LadderStep
from supervision.ladders.states import StepCode, Track

SINCE = datetime.date(2018, 1, 24)
CREDIT = "《社会组织信用信息管理办法》（民政部令第60号）"
PENALTY = "《行政处罚法》；《社会组织登记管理机关行政处罚程序规定》（民政部令第68号）"
C = StepCode
STEPS = (
    (Track.CREDIT, C.REMIND, "提醒", "到期之前提醒，不影响后续步骤。", ""),
    (Track.CREDIT, C.URGE, "催报", "逾期之后催告，不是列入的必经步骤。", ""),
    (Track.CREDIT, C.NOTICE, "列入事先告知", "书面告知事实、理由、依据和权利并送达，无法送达的公告。", CREDIT),
    (Track.CREDIT, C.STATEMENT, "陈述申辩", "自告知书送达次日起的规定工作日内陈述、申辩。", CREDIT),
    (Track.CREDIT, C.DECISION, "列入决定", "期满后复核事实，由另一人决定；决定书签发之日列入并公开。", CREDIT),
    (Track.CREDIT, C.TWO_YEARS, "满两年", "满规定年数，期间再次发生的重新起算。", f"{CREDIT}第十五条"),
    (Track.CREDIT, C.SERIOUS, "严重违法失信名单建议", "满期仍未移出的，依同样程序列入。", f"{CREDIT}第十五条"),
    (Track.PENALTY, C.ORDER, "责令改正、警告", "责令改正不是行政处罚，警告是。", PENALTY),
    (Track.PENALTY, C.PROPOSAL, "立案建议", "附证据提出，由另一人决定是否立案。", PENALTY),
    (Track.PENALTY, C.CASE, "调查取证", "两名以上执法人员，全过程记录。", PENALTY),
    (Track.PENALTY, C.CASE, "处罚事先告知", "告知事实、理由、依据，以及陈述申辩、要求听证的权利。", PENALTY),
    (Track.PENALTY, C.CASE, "法制审核", "作出决定之前审核。", PENALTY),
    (Track.PENALTY, C.CASE, "集体讨论", "情节复杂或者重大的，由负责人集体讨论。", PENALTY),
    (Track.PENALTY, C.CASE, "处罚决定", "撤销登记是列入严重违法失信名单的情形，不是其后果。", PENALTY),
    (Track.PENALTY, C.CASE, "送达", "自决定之日起在法定期限内送达。", PENALTY),
)  # fmt: skip


@transaction.atomic
def load_steps() -> int:
    known = set(LadderStep.objects.values_list("track", flat=True))
    rows = [
        LadderStep(
            track=track, position=position, code=code, title=title, explained=explained, source=source,
            valid_from=SINCE,
        )
        for position, (track, code, title, explained, source) in enumerate(STEPS, 1)
        if track not in known
    ]  # fmt: skip
    return len(LadderStep.objects.bulk_create(rows))
