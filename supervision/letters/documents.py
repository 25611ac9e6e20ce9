"""A letter as structure, as it is drafted or as it was signed; its number; the words of a public notice."""

import datetime

from core import series
from core.documents import letters as paper
from core.documents.letters import Heading, Items
from supervision.letters import texts
from supervision.letters.models import Letter, LetterDelivery, LetterSeries, LetterTemplate


def letter(found: Letter) -> paper.Letter:
    return paper.Letter(
        title=found.title,
        recipient=found.recipient_name or found.recipient.name,
        body=texts.body(found.blocks),
        signer=found.issuer_name,
        signed_on=found.signed_on,
        number=found.number,
        note=found.note,
    )


def specimen(template: LetterTemplate, issuer_name: str) -> paper.Letter:
    """A template to look at: its places stand in it by their labels."""
    labels = {**texts.BUILT_IN, **template.kind.labels}
    values = {name: f"〔{label}〕" for name, label in labels.items()}
    values |= {"kind": template.kind.title, "issuer": issuer_name}
    return paper.Letter(
        title=texts.fill_line(template.title, values, labels),
        recipient="〔主送单位〕",
        body=texts.body(texts.fill(template.blocks, values, labels)),
        signer=issuer_name,
        note=template.note,
    )


def take_number(found: Letter, year: int) -> str:
    """The next free number under this name, kind and year; those an office system gave before are passed over."""
    key = {"office_id": found.department_id, "issuer_name": found.issuer_name, "kind_id": found.kind_id}
    while True:
        last = series.take(LetterSeries, year=year, **key)
        number = found.kind.number_format.format(issuer=found.issuer_name, year=year, number=last)
        if not Letter.objects.filter(department=found.department_id, number=number).exists():
            return number


def notice(delivery: LetterDelivery) -> paper.Letter:
    """公告送达: who is addressed, which paper, where it can be had, when it counts. Nothing of what it says."""
    found = delivery.letter
    name = found.recipient_name or found.recipient.name
    code = (
        f"（统一社会信用代码：{found.organization.uscc}）" if found.organization_id and found.organization.uscc else ""
    )
    office = found.department
    contact = f"联系电话：{office.phone}。" if office.phone else ""
    return paper.Letter(
        title="公告送达",
        body=(
            f"{name}{code}：",
            f"因采用其他方式无法送达，现依法向你单位公告送达《{found.kind.title}》（{found.number}）。",
            f"请自本公告发布之日起{delivery.period_days}日内到{office.name}领取；逾期不领取的，"
            f"自{_words(delivery.period_ends_on)}公告期满视为送达。",
            Heading("领取方式"),
            Items((f"领取单位：{office.name}。{contact}", "携带登记证书副本和经办人身份证明。")),
        ),
        signer=found.issuer_name,
        signed_on=delivery.posted_on,
        is_numbered=False,
    )


def _words(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
