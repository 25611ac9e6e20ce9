"""Filed community groups as a kind of list: a street brings its own, all of them filed or put right at once."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from core import clock
from core.access.actor import Actor
from core.departments.models import Region
from core.privacy.numbers import normalize
from registry.community_orgs import actions as groups
from registry.community_orgs import intake
from registry.community_orgs.intake import NewCommunityOrganization
from registry.community_orgs.models import CommunityKind, CommunityOrganization
from registry.community_orgs.states import FilingState
from registry.imports import lookups, values
from registry.imports.checking import day_of
from registry.imports.drafts import Draft
from registry.imports.kind import ImportKind
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.sealed import opened
from registry.imports.states import Decision
from registry.imports.targets import Target
from registry.organizations.names import tidy

PLAIN = ("kind_id", "purpose", "region_id", "place", "head_name", "individual_members", "unit_members", "funds_yuan")


def _phone(raw: str, **_) -> values.Answer:
    return normalize(raw), []


class CommunityOrganizations(ImportKind):
    key = "community_organizations"
    label, unit = "社区社会组织", "个"
    lead = "本镇街备案的社区社会组织：新的予以备案并编号，已有的只改不同之处。"
    permission, offices = "community_orgs.file", ("street",)
    model = CommunityOrganization
    secrets = {"head_phone": "phone"}
    targets = (
        Target("name", "名称", ("组织名称", "社区社会组织名称", "队伍名称")),
        Target("kind", "类别", ("组织类别", "类型")),
        Target("purpose", "宗旨和活动内容", ("宗旨", "活动内容", "主要活动")),
        Target("region", "所在村居", ("村居", "社区", "所在社区", "村（社区）")),
        Target("place", "活动场所", ("场所", "活动地点")),
        Target("individual_members", "个人成员数", ("成员数", "人数", "成员人数", "会员数")),
        Target("unit_members", "单位成员数", ("单位会员数",)),
        Target("head_name", "负责人", ("负责人姓名", "召集人", "队长")),
        Target("head_phone", "负责人电话", ("联系电话", "电话", "手机"), "加密保存，页面只显示一部分"),
        Target("funds_yuan", "活动资金", ("资金",)),
        Target("filed_on", "备案日期", ("备案时间", "日期")),
    )
    labels = {"kind_id": "类别", "region_id": "所在村居"}
    required = (("name",),)
    asks = ("source", "mode")
    parsers = {
        "name": values.name,
        "individual_members": values.count,
        "unit_members": values.count,
        "head_phone": _phone,
        "funds_yuan": values.money,
        "filed_on": values.date,
    }
    issue_labels = {
        "kind.unknown": "类别不能识别",
        "region.unknown": "村居不能识别",
        "intake.refused": "不符合备案要求",
    }
    twice = (("name", values.error),)
    undo_text = "本批备案、之后没有任何记录的会注销备案（备案号保留不再使用）；之后又有办理的会保留并列出。"

    def context(self, key: str, column: list[str], batch: ImportBatch, today: datetime.date) -> dict:
        limits = {"purpose": {"limit": 200}, "place": {"limit": 120}, "head_name": {"limit": 40}}
        return limits.get(key) or super().context(key, column, batch, today)

    def look_up(self, drafts: list[Draft], batch: ImportBatch) -> None:
        regions = lookups.Regions(batch.department)
        inside = {tidy(region.name): region.pk for region in intake.communities_of(batch.department)}
        kinds = {kind.label: kind.pk for kind in CommunityKind.objects.filter(valid_to=None)}
        for draft in drafts:
            held = draft.values
            word = held.get("kind", "")
            if word and not held.setdefault("kind_id", kinds.get(word)):
                message = f"类别“{word}”不能识别，请填写：{'、'.join(kinds)}。"
                draft.say("kind", values.error("kind.unknown", message))
            place = held.get("region", "")
            if place:
                held["region_id"] = inside.get(tidy(place)) or regions.find(place)[0]
                if held["region_id"] is None:
                    message = f"“{place}”不是本镇街的村（社区），请写行政区划中的名称。"
                    draft.say("region", values.error("region.unknown", message))

    def match(self, drafts: list[Draft], batch: ImportBatch) -> None:
        open_rows = CommunityOrganization.objects.filter(
            office=batch.department_id, state__in=(FilingState.DRAFT, FilingState.FILED)
        )
        known = {row.name: row for row in open_rows}
        kinds, regions = CommunityKind.objects.in_bulk(), Region.objects.in_bulk(self._regions(drafts, batch))
        for draft in drafts:
            row = known.get(draft.values.get("name") or "")
            if row is not None:
                draft.subject_id, draft.decision, draft.match_on = row.pk, Decision.UPDATE, "name"
                draft.propose(row.pk, ["名称相同"])
                draft.changes = _differences(draft.values, row)
            else:
                self._check(draft, batch, kinds, regions)

    @staticmethod
    def _regions(drafts: list[Draft], batch: ImportBatch) -> set[int]:
        return {draft.values["region_id"] for draft in drafts if draft.values.get("region_id")} | {
            batch.department.region_id
        }

    def _check(self, draft: Draft, batch: ImportBatch, kinds: dict, regions: dict) -> None:
        """What filing would refuse, said before."""
        if not draft.values.get("kind") and not draft.says("kind"):
            draft.say("kind", values.error("value.missing", "没有类别，请补上。"))
        for field, sentence in intake.problems(_new(draft.values, batch, kinds, regions)):
            if not draft.says(field):
                draft.say(field, values.error("intake.refused", sentence))

    def create(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> list[int]:
        kinds = CommunityKind.objects.in_bulk()
        regions = Region.objects.in_bulk({row.values.get("region_id") or batch.department.region_id for row in rows})
        news = [_new(row.values, batch, kinds, regions) for row in rows]
        return [row.pk for row in groups.file_many(news, actor=actor, origin=batch.origin)]

    def change(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
        _edit(row.subject_id, {name: new for name, (_, new) in row.wanted.items()}, row.values, actor)
        return {}

    def withdraw(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> dict[int, str]:
        """A number that was given is not given again: the filing is closed from its first day on."""
        found = CommunityOrganization.objects.in_bulk([row.subject_id for row in rows])
        stays = {}
        for row in rows:
            group = found[row.subject_id]
            if group.state != FilingState.FILED or group.version > 1:
                stays[row.pk] = "之后又有办理"
            else:
                groups.close(group, actor=actor, reason=f"撤回导入批次{batch.pk}", closed_on=group.filed_on)
        return stays

    def restore(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> list[str]:
        group = CommunityOrganization.objects.get(pk=row.subject_id)
        same = {name for name in row.after if name in PLAIN and _as_json(getattr(group, name)) == row.after[name]}
        if same:
            _edit(group.pk, {name: row.before[name] for name in same}, {}, actor)
        return [self.field_label(name) for name in row.after if name not in same]

    # ---- in words

    def facts(self, held: dict) -> list[str]:
        return [held.get("kind"), held.get("region"), held.get("head_name"), held.get("filed_on")]

    def in_words(self, rows: Iterable[ImportRow]) -> dict[str, dict]:
        ids = {pk for row in rows for pk in row.changes.get("region_id", []) if pk}
        regions = Region.objects.filter(pk__in=ids).values_list("pk", "name")
        return {"region_id": dict(regions), "kind_id": dict(CommunityKind.objects.values_list("pk", "label"))}

    def shown_records(self, ids: Iterable[int]) -> dict[int, dict]:
        rows = CommunityOrganization.objects.filter(pk__in=list(ids)).select_related("kind", "community", "street")
        return {
            row.pk: {
                "title": row.name, "url": "",
                "facts": {"kind": row.kind.label, "purpose": row.purpose, "head_name": row.head_name,
                          "head_phone": str(row.head_phone), "place": row.place,
                          "region": str(row.community or row.street or ""),
                          "individual_members": row.individual_members},
            }
            for row in rows
        }  # fmt: skip


def _new(held: dict, batch: ImportBatch, kinds: dict, regions: dict) -> NewCommunityOrganization:
    funds = held.get("funds_yuan")
    return NewCommunityOrganization(
        name=held.get("name") or "",
        kind=kinds.get(held.get("kind_id")),
        purpose=held.get("purpose") or "",
        office=batch.department,
        region=regions.get(held.get("region_id")) or batch.department.region,
        head_name=held.get("head_name") or "",
        head_phone=opened(held.get("head_phone")),
        place=held.get("place") or "",
        individual_members=held.get("individual_members") or 0,
        unit_members=held.get("unit_members") or 0,
        funds_yuan=Decimal(funds) if funds else None,
        filed_on=day_of(held.get("filed_on") or "") or clock.today(),
        document=batch.document,
    )


def _as_json(value):
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _differences(held: dict, row: CommunityOrganization) -> dict[str, list]:
    """An empty cell says nothing; of a telephone number only the mask is shown."""
    changes = {}
    phone = held.get("head_phone")
    if phone and phone["hash"] != row.head_phone_hash:
        changes["head_phone"] = [str(row.head_phone), phone["masked"]]
    now = {name: _as_json(getattr(row, name, None)) for name in PLAIN} | {
        "region_id": row.community_id or row.street_id
    }
    for name in PLAIN:
        if held.get(name) not in (None, "") and held[name] != now[name]:
            changes[name] = [now[name], held[name]]
    return changes


def _edit(pk: int, new: dict, held: dict, actor: Actor) -> None:
    row = CommunityOrganization.objects.select_related("kind", "office", "community", "street").get(pk=pk)
    told = {
        "name": row.name, "purpose": row.purpose, "head_name": row.head_name, "place": row.place,
        "individual_members": row.individual_members, "unit_members": row.unit_members, "funds_yuan": row.funds_yuan,
        "kind": row.kind, "region": row.community or row.street,
    }  # fmt: skip
    told |= {name: value for name, value in new.items() if name in told}
    if new.get("kind_id"):
        told["kind"] = CommunityKind.objects.get(pk=new["kind_id"])
    if new.get("region_id"):
        told["region"] = Region.objects.get(pk=new["region_id"])
    if told["funds_yuan"] is not None:
        told["funds_yuan"] = Decimal(told["funds_yuan"])
    groups.edit(row, actor=actor, version=row.version, head_phone=opened(held.get("head_phone")), **told)
