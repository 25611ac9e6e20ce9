"""Offices: bureaus, streets, party organs, with the region they sit in and the office above."""

import datetime
from collections.abc import Iterable

from core.access.actor import Actor
from core.departments import entering
from core.departments.models import Department, DepartmentKind, Region
from registry.imports import lookups, values
from registry.imports.checking import day_of
from registry.imports.drafts import Draft
from registry.imports.kind import ImportKind
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import Decision
from registry.imports.targets import Target
from registry.imports.traces import built_on
from registry.organizations.names import tidy

PLAIN = ("short_name", "kind", "region_id", "parent_id", "phone", "valid_from")


class Departments(ImportKind):
    """Found by any name an office goes by; names change by a reorganization only, never by a list."""

    key = "departments"
    label, unit = "部门", "个"
    lead = "民政、主管部门、镇街、党建工作机构；已有的只改不同之处，名称不改。"
    permission, has_line = "departments.edit", False
    model = Department
    targets = (
        Target("name", "部门名称", ("名称", "单位名称", "全称", "机构名称")),
        Target("platform_id", "平台编号", is_key=True),
        Target("short_name", "简称", ("单位简称", "部门简称")),
        Target("aliases", "别名", ("曾用名", "其他名称", "又称")),
        Target("kind", "类别", ("部门类别", "类型", "机构类别")),
        Target("region", "所在区划", ("区划", "行政区划", "区划代码", "所属地区", "地区")),
        Target("parent", "上级部门", ("上级", "上级单位", "主管部门")),
        Target("phone", "办公电话", ("电话", "联系电话")),
        Target("valid_from", "成立日期", ("设立日期", "起始日期")),
    )
    labels = {"region_id": "所在区划", "parent_id": "上级部门"}
    required = (("name", "platform_id"),)
    asks = ("source", "mode")
    parsers = {
        "name": values.name,
        "platform_id": values.platform_id,
        "aliases": values.words,
        "kind": values.one_of({str(kind): str(kind.label) for kind in DepartmentKind}, "部门类别"),
        "valid_from": values.date,
    }
    issue_labels = {
        "region.unknown": "区划不能识别",
        "parent.unknown": "上级部门不能识别",
        "match.ambiguous": "对应多个部门",
    }
    twice = (("platform_id", values.error), ("name", values.error))
    undo_text = "由本批建立、之后没有任何记录的部门会移出；已有岗位、组织或办理记录的会保留并列出。"

    def context(self, key: str, column: list[str], batch: ImportBatch, today: datetime.date) -> dict:
        limits = {"short_name": {"limit": 40}, "phone": {"limit": 40}}
        return limits.get(key) or super().context(key, column, batch, today)

    def complete(self, draft: Draft, batch: ImportBatch) -> None:
        held = draft.values
        if not held.get("name") and not held.get("platform_id") and not draft.says("name"):
            draft.say("name", values.error("name.missing", "没有部门名称，请补上。"))

    def look_up(self, drafts: list[Draft], batch: ImportBatch) -> None:
        regions, units = lookups.Regions(batch.department), lookups.Units(batch.department)
        in_file = {tidy(draft.values.get("name") or "") for draft in drafts}
        for draft in drafts:
            held = draft.values
            if held.get("region"):
                held["region_id"], several = regions.find(held["region"])
                if held["region_id"] is None:
                    why = "对应多个同名地区，请写全称或12位代码" if several > 1 else "不在平台的行政区划中，请核对"
                    draft.say("region", values.error("region.unknown", f"区划“{held['region']}”{why}。"))
            parent = held.get("parent", "")
            if parent:
                held["parent_id"] = units.find(parent)
                if held["parent_id"] is None and tidy(parent) not in in_file:
                    message = f"上级部门“{parent}”不在平台中，也不在本名单里，请核对名称。"
                    draft.say("parent", values.error("parent.unknown", message))

    def match(self, drafts: list[Draft], batch: ImportBatch) -> None:
        known = {row.pk: row for row in Department.objects.active()}
        units = lookups.Units(batch.department)
        taken: dict[int, Draft] = {}
        for draft in drafts:
            held = draft.values
            pk = draft.chosen_id or held.get("platform_id") or units.find(held.get("name") or "")
            row = known.get(pk) if pk else None
            if row is None:
                self._new(draft)
                continue
            draft.subject_id, draft.decision = pk, Decision.UPDATE
            draft.match_on = "chosen" if draft.chosen_id else "platform_id" if held.get("platform_id") else "name"
            draft.propose(pk, ["名称、简称或别名相同" if draft.match_on == "name" else "平台编号相同"])
            first = taken.setdefault(pk, draft)
            if first is not draft:
                draft.say("", values.error("match.twice", f"与第{first.line}行指向同一部门“{row.name}”。"))
                continue
            draft.changes = _differences(draft, row)

    @staticmethod
    def _new(draft: Draft) -> None:
        held = draft.values
        if held.get("platform_id"):
            draft.say("platform_id", values.error("platform_id.unknown", "没有这个编号的部门，请保留导出表中的原值。"))
        for key, words in (("kind", "部门类别"), ("region", "所在区划")):
            if not held.get(key) and not draft.says(key):
                draft.say(key, values.error("value.missing", f"新部门须写明{words}，请补上。"))

    def create(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> list[int]:
        """The office above may stand below in the list: all are entered, then put in their places."""
        made = [
            entering.enter_department(
                actor=actor,
                name=row.values["name"],
                kind=row.values["kind"],
                region_id=row.values["region_id"],
                short_name=row.values.get("short_name") or "",
                phone=row.values.get("phone") or "",
                aliases=_aliases(row.values),
                valid_from=day_of(row.values.get("valid_from") or ""),
            )
            for row in rows
        ]
        units = lookups.Units(batch.department)
        for row, department in zip(rows, made, strict=True):
            parent_id = units.find(row.values["parent"]) if row.values.get("parent") else None
            if parent_id is not None:
                entering.amend_department(department, actor=actor, parent_id=parent_id)
        return [department.pk for department in made]

    def change(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
        department = Department.objects.get(pk=row.subject_id)
        wanted = {name: _typed(name, new) for name, (_, new) in row.wanted.items()}
        entering.amend_department(department, actor=actor, **wanted)
        return {}

    def withdraw(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> dict[int, str]:
        """Those below go first; one that carries an office of elsewhere stays."""
        ids = {row.subject_id for row in rows}
        stays = {pk: "、".join(sorted(words)) for pk, words in self._built_on(sorted(ids), batch).items()}
        left = {row.pk: row for row in Department.objects.filter(pk__in=ids - stays.keys())}
        while left:
            carrying = {row.parent_id for row in Department.objects.filter(parent__in=left)}
            free = [row for pk, row in left.items() if pk not in carrying]
            if not free:
                stays.update(dict.fromkeys(left, "下级部门仍在"))
                break
            for row in free:
                del left[row.pk]
                entering.withdraw_department(row, actor=actor)
        return {row.pk: stays[row.subject_id] for row in rows if row.subject_id in stays}

    @staticmethod
    def _built_on(ids: list[int], batch: ImportBatch) -> dict[int, set[str]]:
        """Offices below do not count here: they may be of the same batch."""
        found = built_on(Department, ids, batch, own=(Department,))
        return {pk: words for pk, words in found.items() if words}

    def restore(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> list[str]:
        department = Department.objects.get(pk=row.subject_id)
        same = [name for name in row.after if _as_json(getattr(department, name)) == row.after[name]]
        if same:
            before = {name: _typed(name, row.before[name]) for name in same}
            entering.amend_department(department, actor=actor, **before)
        return [self.field_label(name) for name in row.after if name not in same]

    # ---- in words

    def facts(self, held: dict) -> list[str]:
        return [DepartmentKind(held["kind"]).label if held.get("kind") else "", held.get("region"), held.get("parent")]

    def read(self, key: str, held: dict) -> str:
        if key == "kind" and held.get("kind"):
            return str(DepartmentKind(held["kind"]).label)
        return super().read(key, held)

    def in_words(self, rows: Iterable[ImportRow]) -> dict[str, dict]:
        pairs = {name: {pk for row in rows for pk in row.changes.get(name, []) if pk} for name in PLAIN}
        offices = Department.objects.filter(pk__in=pairs["parent_id"]).values_list("pk", "name")
        regions = Region.objects.filter(pk__in=pairs["region_id"]).values_list("pk", "full_name")
        return {"parent_id": dict(offices), "region_id": dict(regions), "kind": dict(DepartmentKind.choices)}

    def shown_records(self, ids: Iterable[int]) -> dict[int, dict]:
        rows = Department.objects.filter(pk__in=list(ids)).select_related("region", "parent")
        return {
            row.pk: {
                "title": row.name, "url": "",
                "facts": {"short_name": row.short_name, "kind": row.get_kind_display(), "phone": row.phone,
                          "region": row.region.full_name or row.region.name,
                          "parent": row.parent.name if row.parent else "", "aliases": "、".join(row.aliases)},
            }
            for row in rows
        }  # fmt: skip

    def found_by(self, typed: str, actor: Actor) -> list[int]:
        return list(Department.objects.active().filter(name__contains=typed).values_list("pk", flat=True)[:8])


def _aliases(held: dict) -> list[str]:
    return [word for word in (held.get("aliases") or "").split("、") if word]


def _as_json(value):
    return value.isoformat() if isinstance(value, datetime.date) else "" if value is None else value


def _typed(name: str, value):
    if name == "valid_from":
        return day_of(value)
    return (value or None) if name in ("parent_id", "region_id") else value


def _differences(draft: Draft, row: Department) -> dict[str, list]:
    """An empty cell says nothing; aliases are added, never taken away."""
    changes, held = {}, draft.values
    for name in PLAIN:
        said, now = held.get(name), _as_json(getattr(row, name))
        if said not in (None, "") and said != now:
            changes[name] = [now, said]
    more = [word for word in _aliases(held) if word not in (*row.aliases, row.name, row.short_name)]
    if more:
        changes["aliases"] = [row.aliases, [*row.aliases, *more]]
    return changes
