"""Kinds, shared texts and periods as shipped. Safe to repeat: a code that has a row keeps it, whatever people made of
it. None was compared with a printed article, so none is verified."""

import datetime

from django.db import transaction

from core.departments.models import DepartmentKind
from supervision.letters import shipped, texts
from supervision.letters.models import LetterKind, LetterTemplate, ServicePeriod
from supervision.letters.states import TemplateState

SINCE = datetime.date(2018, 1, 24)
SOURCE = "本平台提供的范文，使用前由发文单位审定"
PERIODS = (
    ("notice_days", "公告送达的公告期", 30, "日", "《民事诉讼法》第九十五条（参照，条文待核）"),
    ("notice_kept_days", "公告期满后继续公开", 30, "日", "本平台设定"),
    ("rectification_days", "责令整改的默认期限", 30, "日", "本平台设定；法律没有统一期限"),
    ("talk_officers", "约谈人员最少人数", 2, "人", "民发〔2016〕39号（条文待核）"),
)


@transaction.atomic
def load_periods() -> int:
    known = set(ServicePeriod.objects.values_list("code", flat=True))
    rows = [
        ServicePeriod(code=code, label=label, value=value, unit=unit, source=source, valid_from=SINCE)
        for code, label, value, unit, source in PERIODS
        if code not in known
    ]
    return len(ServicePeriod.objects.bulk_create(rows))


@transaction.atomic
def load_kinds() -> int:
    """Kinds with their first shared text."""
    known = set(LetterKind.objects.values_list("code", flat=True))
    written = 0
    for place, kind in enumerate(shipped.KINDS):
        if kind.code not in known:
            _load(place, kind)
            written += 2
    return written


def _load(place: int, kind: shipped.Kind) -> None:
    row = LetterKind.objects.create(
        code=kind.code, title=kind.title, addressees=kind.addressees,
        issuers=[DepartmentKind(name).value for name in kind.issuers],
        asks_reply=kind.reply_workdays is not None, reply_workdays=kind.reply_workdays,
        asks_opinion=kind.asks_opinion, chases_reply=kind.chases_reply, needs_plate=kind.needs_plate,
        ways=list(kind.ways), fields=[shipped.FIELDS[name] for name in kind.fields],
        number_format=f"{{issuer}}{kind.mark}〔{{year}}〕{{number}}号", source=kind.source, position=place,
        valid_from=SINCE,
    )  # fmt: skip
    blocks = [{"kind": what, "text": text} for what, text in kind.blocks]
    texts.check(blocks, row.labels, title=kind.heading)
    LetterTemplate.objects.create(
        kind=row, department=None, number=1, title=kind.heading, blocks=blocks, note=kind.note, source=SOURCE,
        state=TemplateState.ACTIVE, valid_from=SINCE,
    )  # fmt: skip
