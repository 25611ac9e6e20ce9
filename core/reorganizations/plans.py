"""From what a person asks for to steps: which division or office is followed by which, and what cannot be so."""

import datetime

from core.departments.models import Department, Region, RegionLevel
from core.departments.reference import PREFIX_LENGTH
from core.refusal import Refusal
from core.reorganizations.movers import all_movers
from core.reorganizations.states import Kind


class PlanRefused(Refusal):
    """The change cannot be carried out as asked; the sentence says why and what to do."""


def step(old: int, new: int | None = None, **made: str) -> dict:
    """`made` are code, name, short_name of a successor that does not exist yet, or of a new name."""
    return {"old": old, "new": new, **made}


# ---- divisions


def regions(
    olds: list[Region], *, target: Region | None = None, code: str = "", name: str = "", given: dict | None = None
) -> list[dict]:
    """Steps for divisions that end: each is followed by `target`, or by a new one with `code` and `name`.

    Divisions below follow: into the code that `given` says ({old code: (new code, new name)}), else into the code of
    the successor with their own last digits and their own name. Raises PlanRefused.
    """
    _check_olds(olds, target)
    top = target.code if target else code
    if target is None:
        _check_new_code(code, name, olds[0])
    steps = [
        step(old.pk, target.pk if target else None, code=top, name=target.name if target else name) for old in olds
    ]
    used = {top}
    for old in olds:
        steps += _below(old, top, given or {}, used)
    return steps


def _check_olds(olds: list[Region], target: Region | None) -> None:
    if not olds:
        raise PlanRefused("请选择要撤销的区划。")
    if len({old.level for old in olds}) > 1:
        raise PlanRefused("合并的区划须是同一级别。")
    if any(old.level < RegionLevel.DISTRICT for old in olds):
        raise PlanRefused("本市及以上的区划不在平台调整。")
    if target and target.pk in {old.pk for old in olds}:
        raise PlanRefused("承接的区划不能同时被撤销；并入它的，请只选其他区划。")
    if target and target.level > olds[0].level:
        raise PlanRefused("承接的区划不能低于被撤销的区划。")


def _check_new_code(code: str, name: str, old: Region) -> None:
    if not (len(code) == 12 and code.isdigit() and name.strip()):
        raise PlanRefused("新设区划须填写 12 位代码和名称。")
    parent = old.parent
    length = PREFIX_LENGTH[RegionLevel(old.level - 1)]
    if parent is not None and code[:length] != parent.code[:length]:
        raise PlanRefused(f"新设区划的代码应以{parent.name}的前 {length} 位（{parent.code[:length]}）开头。")
    known = Region.objects.filter(code=code).first()
    if known is not None:
        raise PlanRefused(f"代码 {code} 已是“{known.name}”，请直接选它承接，或核对代码。")


def _below(old: Region, new_code: str, given: dict, used: set[str]) -> list[dict]:
    """Every division below gets a successor, level by level."""
    found = []
    length = PREFIX_LENGTH[RegionLevel(old.level)]
    for child in Region.objects.current().filter(parent=old).order_by("code"):
        code, name = given.get(child.code, (new_code[:length] + child.code[length:], child.name))
        known = Region.objects.filter(code=code).first()
        if child.code not in given and (known is not None or code in used):
            taken = known.name if known else "另一个下级区划"
            raise PlanRefused(f"“{child.name}”的新代码 {code} 已被“{taken}”占用，请在“下级区划的新代码”中写明。")
        used.add(code)
        found.append(step(child.pk, known.pk if known else None, code=code, name=name or child.name))
        found += _below(child, code, given, used)
    return found


def read_codes(text: str) -> dict[str, tuple[str, str]]:
    """Lines “旧代码 新代码 [新名称]”. Raises PlanRefused naming the line."""
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.split()
        if not parts:
            continue
        if len(parts) not in (2, 3) or not all(len(part) == 12 and part.isdigit() for part in parts[:2]):
            raise PlanRefused(
                f"“下级区划的新代码”第 {number} 行应为：旧的 12 位代码、空格、新的 12 位代码、（可选）新名称。"
            )
        found[parts[0]] = (parts[1], parts[2] if len(parts) == 3 else "")
    return found


# ---- offices


def departments(olds: list[Department], *, target: Department | None = None, name: str = "", short_name: str = ""):
    """Steps for offices that end; without target and name nobody follows. Raises PlanRefused."""
    if not olds:
        raise PlanRefused("请选择要撤销的机构。")
    if target and target.pk in {old.pk for old in olds}:
        raise PlanRefused("承接机构不能同时被撤销；并入它的，请只选其他机构。")
    if target is None and name and Department.objects.filter(name=name, valid_to=None).exists():
        raise PlanRefused(f"已有名为“{name}”的机构，请直接选它承接。")
    return [step(old.pk, target.pk if target else None, name=name, short_name=short_name) for old in olds]


# ---- what it means


def preview(kind: Kind, steps: list[dict], day: datetime.date) -> list[dict]:
    """{"label", "count", "unit"} of what will move; a handful of queries."""
    if kind in (Kind.RENAME_REGION, Kind.RENAME_DEPARTMENT):
        return []
    old = [one["old"] for one in steps]
    is_of_regions = kind in (Kind.ABOLISH_REGION, Kind.MERGE_REGIONS)
    found = []
    for mover in all_movers():
        count = mover.count_regions(old, day) if is_of_regions else mover.count_departments(old, day)
        found.append({"label": mover.label, "count": count, "unit": mover.unit})
    return found


def check(kind: Kind, steps: list[dict]) -> None:
    """Raises PlanRefused with everything that stands in the way."""
    if kind in (Kind.RENAME_REGION, Kind.RENAME_DEPARTMENT):
        return
    is_of_regions = kind in (Kind.ABOLISH_REGION, Kind.MERGE_REGIONS)
    pairs = {one["old"]: one["new"] for one in steps}
    found = [says for mover in all_movers() for says in mover.objections(pairs, is_of_regions=is_of_regions)]
    if found:
        raise PlanRefused("".join(found))
