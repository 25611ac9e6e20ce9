"""Which office answers for which organization: lists with one duty a row, or with a column for each duty."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from registry.imports import lookups, values
from registry.imports.checking import day_of
from registry.imports.drafts import Draft
from registry.imports.kind import ImportKind
from registry.imports.kinds.organizations.kind import Organizations
from registry.imports.kinds.organizations.matching import Register, find_organization
from registry.imports.kinds.organizations.undoing import take_back
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.targets import Target
from registry.organizations import actions as organizations
from registry.organizations.facts import Responsibility
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind

DUTIES = {str(kind): str(kind.label) for kind in ResponsibilityKind}


class Responsibilities(ImportKind):
    """The record of a row is the organization; `changes` are its offices by duty, from the day of the row on."""

    key = "responsibilities"
    label, unit = "责任单位", "行"
    lead = "社会组织由哪个单位负责：业务主管、行业管理、党建责任，自哪一天起、依据什么文件。"
    offices = ("civil_affairs", "approval_bureau")
    model = Organization
    may_create, is_once = False, False
    labels = {target.key: target.label for target in Organizations.targets} | Organizations.labels
    targets = (
        Target("name", "组织名称", ("名称", "社会组织名称", "单位名称", "社会组织")),
        Target("uscc", "统一社会信用代码", ("信用代码", "社会信用代码", "统一信用代码")),
        Target("platform_id", "平台编号", is_key=True),
        Target("legacy_reg_no", "登记证号", ("登记证书号", "证号")),
        Target("duty", "责任类别", ("类别", "责任类型"), "每行一项责任时使用"),
        Target("department", "责任单位", ("部门", "单位", "责任部门"), "每行一项责任时使用"),
        Target("business_supervisor", "业务主管单位", ("主管单位", "业务主管部门")),
        Target("industry_department", "行业管理部门", ("行业主管部门", "行业部门", "行业管理单位")),
        Target("party_superior", "党建责任单位", ("党建工作机构", "党建部门", "党建归口单位", "党建责任部门")),
        Target("registering_authority", "登记管理机关", ("登记机关",)),
        Target("supervising_authority", "监督管理机关", ("监管机关",)),
        Target("valid_from", "起始日期", ("生效日期", "自何日起", "开始日期")),
        Target("document", "依据文书", ("依据", "文号", "文件", "文书")),
    )
    required = (("name", "uscc", "platform_id", "legacy_reg_no"), ("department", *DUTIES))
    parsers = {
        "name": values.name,
        "uscc": values.credit_code,
        "platform_id": values.platform_id,
        "legacy_reg_no": values.certificate_no,
        "valid_from": values.date,
    }
    issue_labels = {
        "duty.unknown": "责任类别不能识别",
        "duty.nothing": "没有写任何责任单位",
        "duty.registered_item": "业务主管单位是登记事项",
        "duty.same_day": "当日已有记录",
        "duty.past": "之后另有记录",
        "duty.repeated": "同一责任写了两次",
    }
    undo_text = "本批写入、之后没有再变动的责任单位会恢复原状；之后又有变动的会保留并列出。"

    def context(self, key: str, column: list[str], batch: ImportBatch, today: datetime.date) -> dict:
        if key == "uscc":
            return {"known_region": lambda _: True}
        more = {"ahead": 366} if key == "valid_from" else {}
        return super().context(key, column, batch, today) | more

    def complete(self, draft: Draft, batch: ImportBatch) -> None:
        """A row with 责任类别 and 责任单位 says the same as a column of that duty."""
        held = draft.values
        word, department = held.get("duty", ""), held.get("department", "")
        if department:
            duty = next((key for key, label in DUTIES.items() if word in (key, label)), "")
            if not word:
                draft.say("duty", values.error("value.missing", "写了责任单位，没有写责任类别，请补上。"))
            elif not duty:
                known = "、".join(DUTIES.values())
                draft.say("duty", values.error("duty.unknown", f"责任类别“{word}”不能识别，请填写：{known}。"))
            elif held.get(duty):
                draft.say("duty", values.error("duty.repeated", f"本行已另有一列写明{DUTIES[duty]}，请只留一处。"))
            else:
                held[duty] = department
        elif not any(held.get(duty) for duty in DUTIES):
            draft.say("department", values.error("duty.nothing", "没有写明任何责任单位，请补上或选择“不导入”。"))

    def look_up(self, drafts: list[Draft], batch: ImportBatch) -> None:
        units = lookups.Units(batch.department)
        for draft in drafts:
            for duty in DUTIES:
                word = draft.values.get(duty, "")
                if word and (found := units.find(word)):
                    draft.values[f"{duty}_id"] = found
                elif word:
                    message = (
                        f"{DUTIES[duty]}“{word}”不是平台中的部门，请写部门的全称或简称，或先由系统管理员建立该部门。"
                    )
                    draft.say(duty if duty in batch.mapping else "department", values.error("unit.unlisted", message))

    def match(self, drafts: list[Draft], batch: ImportBatch) -> None:
        register, pairs = Register.of(drafts), []
        for draft in drafts:
            found = find_organization(draft, register, department_id=batch.department_id)
            if found is not None:
                pairs.append((draft, found))
        facts = _facts_of({row.pk for _, row in pairs})
        seen: dict[tuple, Draft] = {}
        for draft, row in pairs:
            for duty in DUTIES:
                if draft.values.get(f"{duty}_id"):
                    self._compare(draft, row, duty, facts[row.pk, duty], batch, seen)

    def _compare(self, draft, row, duty: str, facts: list[Responsibility], batch: ImportBatch, seen: dict) -> None:
        first = seen.setdefault((row.pk, duty), draft)
        if first is not draft:
            message = f"第{first.line}行已写明“{row.name}”的{DUTIES[duty]}，一份名单中同一责任只能写一次。"
            draft.say(duty, values.error("duty.repeated", message))
            return
        day, wanted = _day(draft.values, batch), draft.values[f"{duty}_id"]
        current = next((f for f in facts if f.is_on(day)), None)
        held = current.department_id if current else None
        if held == wanted:
            return
        draft.changes[duty] = [held, wanted]
        if current and current.valid_from == day:
            message = f"{DUTIES[duty]}在{day:%Y-%m-%d}当日已有记录，请改起始日期，或在组织页面用“更正”修改该记录。"
            draft.say(duty, values.error("duty.same_day", message))
        later = next((fact for fact in facts if fact.valid_from > day), None)
        if later:
            message = (
                f"{DUTIES[duty]}自{later.valid_from:%Y-%m-%d}起另有记录，本行只改变{day:%Y-%m-%d}至该日前一天的情况。"
            )
            draft.say(duty, values.warning("duty.past", message))
        if duty == ResponsibilityKind.BUSINESS and held:
            message = "业务主管单位是登记事项，只能依据变更登记的决定修改。请写明决定文号作为理由。"
            draft.say(duty, values.confirm("duty.registered_item", message))

    def change(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
        organization, facts, until = Organization.objects.get(pk=row.subject_id), {}, {}
        for duty, (_, department_id) in row.wanted.items():
            fact = organizations.set_responsibility(
                organization,
                actor=actor,
                kind=ResponsibilityKind(duty),
                department_id=department_id,
                valid_from=_day(row.values, batch),
                document=(row.values.get("document") or batch.document)[:200],
            )
            facts[duty], until[duty] = fact.pk, fact.valid_to.isoformat() if fact.valid_to else ""
        return {"facts": facts, "until": until}

    def restore(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> list[str]:
        organization = Organization.objects.get(pk=row.subject_id)
        left = []
        for duty, fact_id in row.after.get("facts", {}).items():
            said = {"department_id": row.after[duty], "valid_to": day_of(row.after["until"][duty])}
            is_own = actor.competent_for(organization)
            common = {"batch_id": batch.pk, "actor": actor}
            if not is_own or not take_back(Responsibility, fact_id, said, organization, **common):
                left.append(DUTIES[duty])
        return left

    # ---- in words

    def facts(self, held: dict) -> list[str]:
        return [held.get("uscc"), *(f"{DUTIES[duty]}：{held[duty]}" for duty in DUTIES if held.get(duty))]

    def in_words(self, rows: Iterable[ImportRow]) -> dict[str, dict]:
        ids = {pk for row in rows for pair in row.changes.values() for pk in pair if pk}
        words = dict(Department.objects.filter(pk__in=ids).values_list("pk", "name"))
        return dict.fromkeys(DUTIES, words)

    def shown_records(self, ids: Iterable[int]) -> dict[int, dict]:
        return Organizations().shown_records(ids)

    def found_by(self, typed: str, actor: Actor) -> list[int]:
        return Organizations().found_by(typed, actor)


def _day(held: dict, batch: ImportBatch) -> datetime.date:
    return day_of(held.get("valid_from") or "") or batch.list_date or clock.today()


def _facts_of(ids: set[int]) -> dict[tuple[int, str], list[Responsibility]]:
    """(organization, duty) → its facts in order; one query."""
    found: dict[tuple[int, str], list[Responsibility]] = defaultdict(list)
    for fact in Responsibility.objects.filter(organization__in=ids).order_by("valid_from"):
        found[fact.organization_id, fact.kind].append(fact)
    return found
