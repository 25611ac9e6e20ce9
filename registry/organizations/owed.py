"""What an organization owes, and the shortest way to good standing: ordered steps, each with who takes it.

Capabilities lend steps through settings.ORGANIZATION_OWED. There is always a way: whatever stands against an
organization here ends with a step that somebody can take (tests/registry/organizations/test_owed.py).
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from registry.organizations.facts import OrganizationStanding, OrganizationStatus
from registry.organizations.models import Organization
from registry.organizations.states import Standing, Status

# Where a step stands on the way. What is owed comes first: a list is left only after its ground is gone.
OWED, WAITING, REMOVAL = 10, 20, 30
ITSELF = "本组织"
LEAVE = "leave:"  # with the standing: the key of the step that leaves that list


@dataclass(frozen=True)
class Step:
    """`who` takes it: the organization itself or the named office. URLs are "" where that side has no page for it.

    `against` says that good standing cannot be had before this step is taken; the others are owed and do no harm yet.
    A capability that knows a step more closely lends its own, which `replaces` the one with that `key`.
    """

    title: str
    text: str
    who: str = ITSELF
    due_on: datetime.date | None = None
    rank: int = OWED
    against: bool = False
    staff_url: str = ""
    org_url: str = ""
    key: str = ""
    replaces: str = ""

    @property
    def is_its_own(self) -> bool:
        return self.who == ITSELF


@dataclass(frozen=True)
class Way:
    steps: tuple[Step, ...]

    @property
    def against(self) -> int:
        return sum(step.against for step in self.steps)

    @property
    def words(self) -> str:
        """One sentence that can be read out on the telephone."""
        if not self.steps:
            return "目前没有未办事项，状态正常。"
        if not self.against:
            return f"目前状态正常，有{len(self.steps)}件事项待办。"
        return f"恢复正常须依次完成以下{len(self.steps)}步。"

    @property
    def copy_text(self) -> str:
        lines = [f"{number}. {step.title}（{_until(step)}）" for number, step in enumerate(self.steps, start=1)]
        return self.words + "".join(lines)


def _until(step: Step) -> str:
    due = f"，{step.due_on:%Y-%m-%d}前" if step.due_on else ""
    return f"{step.who}办理{due}"


def way(organization: Organization, day: datetime.date) -> Way:
    """The steps still to take on `day`, in the order in which they can be taken; earliest dates first."""
    lent = [step for path in settings.ORGANIZATION_OWED for step in import_string(path)(organization, day)]
    known_closer = {step.replaces for step in lent if step.replaces}
    found = [step for step in lent if step.key not in known_closer]
    return Way(tuple(sorted(found, key=lambda step: (step.rank, step.due_on or datetime.date.max, step.title))))


def steps(organization: Organization, day: datetime.date) -> list[Step]:
    """What the register itself knows: lists it stands on, orders it is under, the end of its life.

    Two queries; none where the page has read its facts (`organization.facts_read`).
    """
    authority = organization.competent_department_name
    standing, status = (_in_force(model, organization, day) for model in (OrganizationStanding, OrganizationStatus))
    found = [_listed(standing, authority)] if standing and standing.standing != Standing.CLEAR else []
    if status and status.status in _UNDER:
        found.append(_under(status, authority))
    return found


def _in_force(model, organization: Organization, day: datetime.date):
    facts = getattr(organization, "facts_read", None)
    if facts is None:
        return model.objects.on(day).filter(organization=organization).first()
    return next((fact for fact in facts if isinstance(fact, model) and fact.is_on(day)), None)


def _listed(fact: OrganizationStanding, authority: str) -> Step:
    ground = f"列入情形：{fact.ground}。" if fact.ground else ""
    since = f"{fact.valid_from:%Y年%-m月%-d日}起列入{fact.get_standing_display()}。"
    what = (
        "履行义务或完成整改后，持证明材料向监督管理机关申请移出，核实后移出。"
        if fact.standing == Standing.ABNORMAL
        else "规定期限届满、未再发生列入情形并已履行义务后，向监督管理机关申请移出。"
    )
    return Step(
        f"申请移出{fact.get_standing_display()}",
        f"{since}{ground}{what}受理：{authority}。",
        rank=REMOVAL,
        against=True,
        key=f"{LEAVE}{fact.standing}",
    )


_UNDER = {
    Status.RECTIFYING: ("完成整改并报告", "按责令改正文书的要求整改，将结果书面报告监督管理机关核查。", REMOVAL),
    Status.SUSPENDED: ("停止活动期满并完成整改", "停止期间不得开展业务活动；期满并整改合格后恢复。", REMOVAL),
    Status.LIQUIDATING: ("完成清算并申请注销登记", "清算结束后向登记管理机关申请注销登记。", OWED),
    Status.REVOKED: ("完成清算并办理注销登记", "撤销登记后仍须清算并办理注销登记。", OWED),
    Status.CERTIFICATE_REVOKED: ("完成清算并办理注销登记", "吊销登记证书后仍须清算并办理注销登记。", OWED),
}  # fmt: skip


def _under(fact: OrganizationStatus, authority: str) -> Step:
    title, text, rank = _UNDER[Status(fact.status)]
    source = f"依据：{fact.document}。" if fact.document else ""
    return Step(title, f"{text}{source}监督管理机关：{authority}。", rank=rank, against=True)
