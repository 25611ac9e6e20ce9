"""What stands in the way of a request, in words: limits are rows (party_units.norms), counts are those of its day."""

from dataclasses import dataclass

from party_building.party_counts.models import PartyCount
from party_building.party_limits.states import LimitCode
from party_building.party_units import norms
from party_building.party_units.models import CoverageLink, PartyUnit, UnitTerm
from party_building.party_units.states import BUILT, UnitForm, UnitLevel
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import RequestKind, Severity
from registry.organizations.models import Organization
from registry.organizations.states import FINAL_STATUSES


@dataclass(frozen=True)
class Finding:
    severity: Severity
    text: str

    @property
    def tone(self) -> str:
        return "danger" if self.severity == Severity.REFUSE else "warning"


def refuse(text: str) -> Finding:
    return Finding(Severity.REFUSE, text)


def remind(text: str) -> Finding:
    return Finding(Severity.REMIND, text)


@dataclass(frozen=True)
class Body:
    """An organization of a request with what is on record of it on the effective day; None: never counted."""

    organization: Organization
    formal: int | None
    elsewhere: int
    covered_by: CoverageLink | None
    part_id: int | None = None


def bodies_of(request: UnitRequest) -> list[Body]:
    """Three queries, whatever the number."""
    rows = list(request.bodies.select_related("organization").order_by("pk"))
    ids = [row.organization_id for row in rows]
    day = request.effective_on
    counts = {one.organization_id: one for one in PartyCount.objects.on(day).filter(organization__in=ids)}
    links = CoverageLink.objects.on(day).filter(organization__in=ids, is_functional=False).select_related("unit")
    covered = {link.organization_id: link for link in links}
    return [
        Body(
            row.organization,
            counts[row.organization_id].formal_full_time if row.organization_id in counts else None,
            counts[row.organization_id].formal_elsewhere if row.organization_id in counts else 0,
            covered.get(row.organization_id),
            row.part_id,
        )
        for row in rows
    ]


def total(bodies: list[Body]) -> int:
    return sum(body.formal or 0 for body in bodies)


def findings(request: UnitRequest) -> list[Finding]:
    """All there is to say of the request as it stands; those that refuse come first. Writes nothing."""
    limits, bodies = norms.on(request.effective_on), bodies_of(request)
    found = [*_of_unit(request), *_of_bodies(bodies)]
    found += _CHECKS[RequestKind(request.kind)](request, bodies, limits)
    return sorted(found, key=lambda one: one.severity != Severity.REFUSE)


def _of_unit(request: UnitRequest) -> list[Finding]:
    unit, day = request.unit, request.effective_on
    if unit is None:
        return []
    if unit.is_dissolved or (unit.dissolved_on and unit.dissolved_on <= day):
        return [refuse(f"“{unit.name}”已于{unit.dissolved_on:%Y-%m-%d}撤销。")]
    if day <= unit.established_on:
        return [refuse(f"生效日期须晚于该党组织的成立日期{unit.established_on:%Y-%m-%d}。")]
    if unit.superior_id != request.superior_id:
        return [refuse(f"“{unit.name}”现由{unit.superior.name}领导，请示应报该党组织。")]
    return []


def _of_bodies(bodies: list[Body]) -> list[Finding]:
    gone = [body.organization.name for body in bodies if body.organization.status in FINAL_STATUSES]
    return [refuse(f"{_names(gone)}已经注销或者撤销登记，不能列入。")] if gone else []


# -- establishment ----------------------------------------------------------------------------------------------------


def _establishment(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    found = [*_name_free(request.superior_id, [request.name])]
    by_form = {
        UnitForm.STANDALONE: _standalone,
        UnitForm.JOINT: _joint_form,
        UnitForm.FUNCTIONAL: _functional,
        UnitForm.AFFILIATED: _affiliated,
        UnitForm.CENTRE: _centre,
    }
    found += by_form[UnitForm(request.form)](request, bodies, limits)
    if request.form != UnitForm.FUNCTIONAL and not is_below_own(request, bodies):
        found += _already_covered(bodies)
    return found


def is_below_own(request: UnitRequest, bodies: list[Body]) -> bool:
    """A branch under the organization's own general branch or committee: the coverage stays with the highest."""
    own = request.parent.organization_id if request.parent else None
    return own is not None and [body.organization.pk for body in bodies] == [own]


def _name_free(superior_id: int, names: list[str]) -> list[Finding]:
    taken = PartyUnit.objects.filter(superior=superior_id, name__in=names, dissolved_on=None)
    return [refuse(f"该党组织下已有“{name}”，不能重名。") for name in taken.values_list("name", flat=True)]


def _already_covered(bodies: list[Body]) -> list[Finding]:
    found = []
    for body in bodies:
        link = body.covered_by
        if link is None:
            continue
        text = f"{body.organization.name}现由“{link.unit.name}”覆盖（{link.get_kind_display()}）"
        if link.kind in BUILT:
            found.append(refuse(f"{text}，须先改变原覆盖关系。"))
        else:
            found.append(remind(f"{text}，批复后原覆盖关系到生效日期前一日为止。"))
    return found


def _uncounted(bodies: list[Body]) -> list[Finding]:
    unknown = [body.organization.name for body in bodies if body.formal is None]
    return [refuse(f"{_names(unknown)}没有党员情况记录，请先摸底登记。")] if unknown else []


def _standalone(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    if len(bodies) != 1:
        return [refuse("单独组建只列一家社会组织。")]
    found, least = _uncounted(bodies), limits.least_members(request.level)
    formal = total(bodies)
    if found or least is None or formal >= least:
        return found
    basis = limits.basis(norms.LEAST_OF[UnitLevel(request.level)])
    if request.level != UnitLevel.BRANCH:
        text = f"正式党员{formal}人，不足{least}人成立{request.get_level_display()}的，须上级党组织专门批准{basis}。"
        return [remind(text)]
    better = "可以就近或者按行业成立联合党支部" if formal else "请派党建指导员，或者挂靠就近党组织"
    return [refuse(f"专职人员中的正式党员{formal}人，不足{least}人，不能单独成立党支部{basis}；{better}。")]


def alone(body: Body, limits: norms.Norms) -> list[Finding]:
    """Of a part of a split that is one organization: it must be able to stand alone."""
    least = limits.least_members(UnitLevel.BRANCH)
    if body.formal is None or least is None or body.formal >= least:
        return []
    return [refuse(f"{body.organization.name}有正式党员{body.formal}人，不足{least}人，不能单独成立党支部。")]


def _joint_form(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    return [*_uncounted(bodies), *joint(bodies, limits)]


def joint(bodies: list[Body], limits: norms.Norms, name: str = "") -> list[Finding]:
    """联合党支部: enough formal members together, few units, none without members, none that must stand alone."""
    whose, found = f"“{name}”" if name else "联合党支部", []
    basis = limits.basis(LimitCode.JOINT_UNITS)
    least, most = limits.number(LimitCode.JOINT_MEMBERS), limits.number(LimitCode.JOINT_UNITS)
    if len(bodies) < 2:
        found.append(refuse(f"{whose}须由两家以上社会组织组成。"))
    if most and len(bodies) > most:
        found.append(refuse(f"{whose}有{len(bodies)}个单位，一般不超过{most}个{basis}。请拆分。"))
    known = [body for body in bodies if body.formal is not None]
    if least and total(known) < least:
        found.append(refuse(f"{whose}共有正式党员{total(known)}人，不足{least}人{basis}。"))
    empty = [body.organization.name for body in known if body.formal == 0]
    if empty:
        instead = "可以另行请示挂靠" if limits.has_affiliation else "请派党建指导员"
        found.append(refuse(f"{_names(empty)}没有正式党员，不能列入{whose}；{instead}。"))
    enough = limits.least_members(UnitLevel.BRANCH)
    able = [body.organization.name for body in known if enough and (body.formal or 0) >= enough]
    if able:
        found.append(refuse(f"{_names(able)}有正式党员{enough}人以上，应当单独成立党支部{basis}。"))
    return found


def _functional(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    if not bodies:
        return [refuse("请列出功能型党组织覆盖的社会组织。")]
    least = limits.number(LimitCode.ESTABLISH_MEMBERS)
    number = sum((body.formal or 0) + body.elsewhere for body in bodies)
    if least and number < least:
        text = f"在该组织工作的正式党员（含组织关系在外的）共{number}人，不足{least}人"
        return [*_uncounted(bodies), refuse(f"{text}{limits.basis(LimitCode.ESTABLISH_MEMBERS)}。")]
    return _uncounted(bodies)


def _affiliated(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    found = [] if bodies else [refuse("请列出挂靠的社会组织。")]
    if not limits.has_affiliation:
        found.append(refuse("当地不采用挂靠方式，请派党建指导员。"))
    able = [body.organization.name for body in bodies if body.formal]
    if able:
        found.append(refuse(f"{_names(able)}有正式党员，应当单独或者联合成立党组织，不能挂靠。"))
    return found


def _centre(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    return [] if request.service_region_id else [refuse("综合支部建在党群服务中心，请选择服务地。")]


# -- of a standing unit -----------------------------------------------------------------------------------------------


def _affiliation(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    found = [] if bodies else [refuse("请列出挂靠的社会组织。")]
    if not limits.has_affiliation:
        found.append(refuse("当地不采用挂靠方式，请派党建指导员。"))
    able = [body.organization.name for body in bodies if body.formal]
    if able:
        found.append(refuse(f"{_names(able)}有正式党员，应当单独或者联合成立党组织，不能挂靠。"))
    return [*found, *_already_covered(bodies)]


def _dissolution(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    below = PartyUnit.objects.on(request.effective_on).filter(parent=request.unit).values_list("name", flat=True)
    found = [refuse(f"下面还有{_names(list(below))}，请先撤销或者改变其隶属关系。")] if below else []
    left = CoverageLink.objects.on(request.effective_on).filter(unit=request.unit).count()
    if left:
        found.append(remind(f"撤销后，{left}家社会组织将没有党组织覆盖，请同时安排。"))
    return found


def _split(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    parts = list(request.parts.all())
    if request.unit.form != UnitForm.JOINT:
        return [refuse("只有联合党组织可以拆分。")]
    found = [] if len(parts) >= 2 else [refuse("拆分后须有两个以上党组织。")]
    found += _name_free(request.superior_id, [part.name for part in parts if part.name != request.unit.name])
    links = CoverageLink.objects.on(request.effective_on).filter(unit=request.unit).select_related("organization")
    covered = {link.organization_id: link.organization.name for link in links}
    placed = {body.organization.pk for body in bodies if body.part_id}
    if missing := [name for pk, name in covered.items() if pk not in placed]:
        found.append(refuse(f"{_names(missing)}没有安排到拆分后的党组织。"))
    if strange := [body.organization.name for body in bodies if body.organization.pk not in covered]:
        found.append(refuse(f"{_names(strange)}不由该党组织覆盖。"))
    for part in parts:
        its = [body for body in bodies if body.part_id == part.pk]
        found += alone(its[0], limits) if len(its) == 1 else joint(its, limits, part.name)
    return [*found, *_uncounted(bodies)]


def _merger(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    going = [row.unit for row in request.mergers.select_related("unit__superior")]
    if not going:
        return [refuse("请选择并入的党组织。")]
    found = []
    for unit in going:
        if unit.superior_id != request.superior_id:
            found.append(refuse(f"“{unit.name}”由{unit.superior.name}领导，须先改变隶属关系。"))
        if unit.pk == request.unit_id:
            found.append(refuse("不能并入自身。"))
        if unit.dissolved_on and unit.dissolved_on <= request.effective_on:
            found.append(refuse(f"“{unit.name}”已经撤销。"))
    units = [request.unit_id, *(unit.pk for unit in going)]
    number = CoverageLink.objects.on(request.effective_on).filter(unit__in=units).count()
    most = limits.number(LimitCode.JOINT_UNITS)
    if request.unit.form == UnitForm.JOINT and most and number > most:
        found.append(refuse(f"合并后有{number}个单位，一般不超过{most}个{limits.basis(LimitCode.JOINT_UNITS)}。"))
    return found


def _reattachment(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    superior = request.new_superior_id or request.superior_id
    if superior == request.unit.superior_id and request.parent_id == request.unit.parent_id:
        return [refuse("隶属关系没有变化。")]
    above, found = request.parent, []
    while above is not None:
        if above.pk == request.unit_id:
            found.append(refuse(f"“{request.parent.name}”隶属于“{request.unit.name}”，不能反过来。"))
            break
        above = above.parent
    taken = PartyUnit.objects.filter(superior=superior, name=request.unit.name, dissolved_on=None)
    if taken.exclude(pk=request.unit_id).exists():
        found.append(refuse("改隶后的上级党组织下已有同名党组织，请先更名。"))
    return found


def _reelection(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    term = UnitTerm.objects.on(request.effective_on).filter(unit=request.unit).first()
    if limits.term_years(request.unit.level) is None:
        return [refuse(f"{request.unit.get_level_display()}的任期没有规定。")]
    if term is None:
        return []
    if term.valid_from == request.effective_on:
        return [refuse(f"{term.valid_from:%Y-%m-%d}已登记第{term.term_no}届。")]
    if request.effective_on < term.term_end:
        text = f"第{term.term_no}届至{term.term_end:%Y-%m-%d}届满，提前换届须经上级党组织批准"
        return [remind(f"{text}{limits.basis(LimitCode.EXTENSION_MONTHS)}。")]
    return []


def _extension(request: UnitRequest, bodies: list[Body], limits: norms.Norms) -> list[Finding]:
    term = UnitTerm.objects.filter(unit=request.unit, valid_to=None).order_by("-valid_from").first()
    if term is None:
        return [refuse("该党组织没有届期记录，请先登记本届届期。")]
    if request.extended_until is None:
        return [refuse("请填写延期至的日期。")]
    obstacle = norms.extension_obstacle(term, request.extended_until, request.effective_on)
    return [refuse(obstacle)] if obstacle else []


_CHECKS = {
    RequestKind.ESTABLISH: _establishment,
    RequestKind.AFFILIATE: _affiliation,
    RequestKind.DISSOLVE: _dissolution,
    RequestKind.SPLIT: _split,
    RequestKind.MERGE: _merger,
    RequestKind.REATTACH: _reattachment,
    RequestKind.REELECTION: _reelection,
    RequestKind.EXTENSION: _extension,
}


def _names(names: list[str]) -> str:
    shown = "、".join(names[:5])
    return f"{shown}等{len(names)}家" if len(names) > 5 else shown
