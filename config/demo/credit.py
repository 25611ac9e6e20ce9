"""Credit supervision in the demo city: stays on the lists as the register tells them, a notice that is answered with a
certificate, a removal on its way, penalties, a case proposal and commitments.

Bulk stays follow the register's changes; the cast's own steps go through the verbs.
"""

import dataclasses
import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from config.demo import steps
from config.demo.bodies import Body, Change
from config.demo.cast import CLOCKS, MAKERS, people_of
from config.demo.moment import at
from config.demo.report_files import sheet
from config.demo.world import Window, World
from core import clock, worklist
from core.access.actor import Actor
from core.files import actions as files
from registry.models import Organization
from registry.organizations.states import Standing
from supervision.case_proposals import actions as proposals
from supervision.commitments import actions as commitments
from supervision.commitments.models import CommitmentText
from supervision.credit_listings import actions as listings
from supervision.credit_listings.models import CreditEntry, EntryReset, ListingCase
from supervision.credit_listings.states import EntryEnd, EntryState
from supervision.credit_records import actions as records
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals import actions as removals
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.states import RemovalState
from supervision.credit_terms.models import CreditGround
from supervision.ladders import actions as ladders
from supervision.letters import actions as letters
from supervision.penalties import actions as penalties
from supervision.penalties.models import Penalty

AUTHORITY, DISTRICT = "市民政局", "砚海区民政局"
HOUSING, PRINTING, CHESS = "砚海区安居物业协会", "霁川市印刷包装行业协会", "霁川市轻工机械行业协会"
FIRST = datetime.date(2026, 1, 1)  # ladders are kept from the portal's first year on
Act = Callable[[World], object]


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


def live(world: World, window: Window) -> int:
    found = [*_register(world, window), *STEPS]
    done = steps.take(sorted(found, key=lambda step: step[:2]), world, window)
    if window.night > FIRST:
        with at(window.evening, 22):
            ladders.refresh()
    return done


def _register(world: World, window: Window) -> list[steps.Step]:
    """Each change of 信用状况 in the register begins, begins anew or ends a stay, before the offices open that day."""
    grounds = list(CreditGround.objects.all())
    return [
        (change.on, 7, partial(_follow, body=body, change=change, grounds=grounds))
        for body, change in world.changed_in(window)
        if change.what == "standing"
    ]


def _follow(world: World, *, body: Body, change: Change, grounds: list[CreditGround]) -> None:
    organization = world.organization(body)
    entry = CreditEntry.objects.listed().filter(organization=organization).first()
    if change.values["standing"] == Standing.CLEAR:
        if entry is not None:
            _end(entry, change)
        return
    ground = next(
        (one for one in grounds if one.list == change.values["standing"] and one.public_words[:6] in _words(change)),
        next(one for one in grounds if one.list == change.values["standing"]),
    )
    if entry is None:
        entry = CreditEntry(
            organization=organization, list=ground.list, authority_name=organization.competent_department_name,
            listed_on=change.on,
        )  # fmt: skip
    entry.ground, entry.document, entry.effective_on = ground, change.document, change.on
    entry.save()
    EntryReset.objects.create(entry=entry, ground=ground, on=change.on, document=change.document)


def _end(entry: CreditEntry, change: Change) -> None:
    """The register says that it is off the list: so are the stay and what was applied for about it."""
    entry.state, entry.ended_by = EntryState.REMOVED, EntryEnd.MENDED
    entry.removed_on, entry.removal_document = change.on, change.document
    entry.save(update_fields=["state", "ended_by", "removed_on", "removal_document"])
    for removal in entry.removals.open():
        removal.state, removal.decided_on = RemovalState.REMOVED, change.on
        removal.verified_on = removal.verified_on or change.on
        removal.remove_due_on = removal.remove_due_on or change.on
        removal.save(update_fields=["state", "decided_on", "verified_on", "remove_due_on"])
        worklist.close_items(removal)


def _words(change: Change) -> str:
    return change.values["ground"]


def _clerk(world: World, office: str = AUTHORITY) -> Actor:
    return world.office(world.departments[office], "registry_clerk")


def _chief(world: World, office: str = AUTHORITY) -> Actor:
    return world.office(world.departments[office], "registry_chief")


def _nobody(actor: Actor) -> Actor:
    """A colleague of the office without an account."""
    return dataclasses.replace(actor, user_id=None)


def _body(world: World, name: str) -> Organization:
    return world.organization(world.by_name[name])


def _paper(actor: Actor, name: str, permission: str):
    return files.store(
        sheet(name), name=f"{name}.pdf", kind="credit", permission=permission, actor=actor, allowed=("pdf",)
    )


# 21: 霁川市青年创客促进会


def _propose(world: World) -> None:
    listings.propose(
        _body(world, MAKERS), actor=_clerk(world), ground=CreditGround.objects.get(code="ABN-3"),
        facts="2026年3月检查中发现未按章程公开收费标准，书面责令限期整改，至5月15日未报告整改情况。",
        evidence=("检查记录（2026-03-18）", "限期整改通知书及送达回证"),
    )  # fmt: skip


def _case(world: World) -> ListingCase:
    rows = ListingCase.objects.select_related("organization__supervising_authority", "ground", "notice", "decision")
    return rows.filter(organization=_body(world, MAKERS)).latest("pk")


def _notify(world: World) -> None:
    listings.notify(_case(world), actor=_clerk(world), issuer=world.departments[AUTHORITY])


def _send(world: World) -> None:
    letter = _case(world).notice
    letters.submit(letter, actor=_clerk(world))
    letters.check(letter, actor=_nobody(_clerk(world)))
    letters.sign(letter, actor=_chief(world))
    letters.seal(letter, actor=_clerk(world))
    letters.deliver(letter, actor=_clerk(world), way="direct", served_on=clock.today(), receiver="秘书长")


def _answer(world: World) -> None:
    own = people_of(world, _body(world, MAKERS))
    listings.state(
        _case(world), actor=own, kind="certificate", certifier="霁川市商务局",
        text="收费标准调整方案4月已报我局，因我局会商延误未能按期答复，责任不在该会。",
        file=_paper(own, "关于整改延误情况的证明", "credit_listings.view"),
    )  # fmt: skip
    listings.state(
        _case(world), actor=own, kind="statement",
        text="整改方案已于4月8日报商务局，5月28日收到答复后立即公示，附公示截图。",
    )  # fmt: skip


def _judge(world: World) -> None:
    listings.judge_certificate(
        _case(world), actor=_clerk(world), judgment="accepted", reason="经向商务局核实，证明属实。"
    )


def _prepare(world: World) -> None:
    listings.prepare(_case(world), actor=_clerk(world), outcome="not", reason="责任证明已采信，整改已经完成。")


def _decide(world: World) -> None:
    listings.decide_not(_case(world), actor=_chief(world), comment="同意不予列入。")


# 22: 砚海区安居物业协会


def _stay(world: World) -> CreditEntry:
    rows = CreditEntry.objects.select_related("organization__supervising_authority", "ground")
    return rows.listed().get(organization=_body(world, HOUSING))


def _apply(world: World) -> None:
    """By the office from paper: the association's secretary brought it."""
    removals.apply(
        _stay(world), actor=_clerk(world, DISTRICT),
        text="已办理住所变更登记，5月25日现场核查可以取得联系；各年度工作报告已补报。",
    )  # fmt: skip


def _removal(world: World) -> RemovalRequest:
    rows = RemovalRequest.objects.select_related("organization__supervising_authority", "entry__organization")
    return rows.filter(organization=_body(world, HOUSING)).latest("pk")


def _verify(world: World) -> None:
    removals.verify(_removal(world), actor=_clerk(world, DISTRICT), comment="现场核查，可以通过登记的住所取得联系。")


# Penalties, a case proposal, records, commitments


def _penalty(name: str, number: str, *items: penalties.Item, decided_on: datetime.date) -> Act:
    def act(world: World) -> None:
        clerk = _clerk(world)
        penalties.enter(
            _body(world, name), actor=clerk, items=items, document=_paper(clerk, "行政处罚决定书", "penalties.view"),
            authority_name="霁川市市场监督管理局", number=number, decided_on=decided_on, effective_on=decided_on,
            facts="在收取会费以外，对同一服务重复收费。", basis="《价格法》第四十条", is_published=True,
        )  # fmt: skip

    return act


def _confirm(number: str) -> Act:
    def act(world: World) -> None:
        rows = Penalty.objects.select_related("organization__supervising_authority", "corrects")
        penalties.confirm(rows.get(number=number), actor=_chief(world))

    return act


def _enter_records(world: World) -> None:
    rows = CreditRecord.objects.filter(state="formed", kind="penalty")
    for record in rows.select_related("organization__supervising_authority"):
        records.enter(record, actor=_clerk(world))


def _case_proposal(world: World) -> None:
    proposals.propose(
        _body(world, CLOCKS), actor=_clerk(world), title="不按照规定接受监督检查",
        facts="连续两年未报送年度工作报告，两次挂号信均被退回，来文无人签收。",
        basis="《社会团体登记管理条例》第三十条",
    )  # fmt: skip


def _praise(world: World) -> None:
    records.record_praise(
        _body(world, CHESS), actor=_clerk(world), title="全省行业协会商会服务高质量发展典型案例",
        authority_name="省民政厅", document="通报（2026年第3期）", formed_on=day(5, 26), is_public=True,
    )  # fmt: skip


def _text(world: World) -> None:
    made = commitments.draft_text(
        actor=_clerk(world), department=world.departments[AUTHORITY], title="规范收费、按时报送年度工作报告",
        scope="本机关登记的社会团体、社会服务机构和基金会",
        body="按章程和规定收取会费，公开收费项目、依据和标准。\n按时报送年度工作报告，保证内容真实完整。\n"
        "登记事项发生变化的，及时申请变更登记。",
    )  # fmt: skip
    commitments.put_in_force(made, actor=_chief(world))


def _sign(name: str) -> Act:
    def act(world: World) -> None:
        body = _body(world, name)
        own = people_of(world, body)
        boss = dataclasses.replace(own, permissions=own.permissions | {commitments.SIGN})
        commitments.sign(body, CommitmentText.objects.get(state="active"), actor=boss)

    return act


STEPS: tuple[tuple[datetime.date, int, Act], ...] = (
    (day(3, 16), 9, _penalty(
        PRINTING, "霁市监罚〔2026〕31号", penalties.Item("warning"), penalties.Item("fine", Decimal(8000)),
        decided_on=day(3, 12),
    )),
    (day(3, 17), 10, _confirm("霁市监罚〔2026〕31号")),
    (day(3, 19), 15, _enter_records),
    (day(4, 2), 9, _text),
    (day(4, 8), 10, _sign(CHESS)),
    (day(4, 9), 10, _sign(PRINTING)),
    (day(5, 18), 9, _propose),
    (day(5, 19), 9, _notify),
    (day(5, 20), 10, _send),
    (day(5, 26), 16, _praise),
    (day(5, 27), 9, _apply),
    (day(5, 29), 9, _case_proposal),
    (day(6, 1), 9, _penalty(
        "霁川市沐州商会", "霁市监罚〔2026〕58号", penalties.Item("fine", Decimal(3000)), decided_on=day(5, 28)
    )),
    (day(6, 2), 9, _answer),
    (day(6, 4), 9, _judge),
    (day(6, 4), 15, _prepare),
    (day(6, 5), 10, _decide),
    (day(7, 6), 9, _verify),
)  # fmt: skip
