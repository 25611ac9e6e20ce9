"""月度对账: what the approval bureau pushed against what the register says, for one month, the same for both offices.

The month is that of the day on which a decision takes effect. A fixed number of queries, however many rows.
"""

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from core.departments.models import Department
from registry.approvals.fields import LABELS, shown
from registry.approvals.models import ApprovalPush
from registry.approvals.states import PushKind
from registry.officers.models import OfficerPost
from registry.organizations.facts import (
    OrganizationAddress,
    OrganizationClass,
    OrganizationName,
    OrganizationStatus,
    Responsibility,
)
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.organizations.states import ResponsibilityKind, Status

GROUPS = {
    "only_there": ("审批局有、登记簿没有", "已推送，民政尚未接收或已退回"),
    "only_here": ("登记簿有、审批局没有", "登记簿已有记载，未见对应的推送"),
    "different": ("两边都有、内容不同", "已接收，登记簿在生效日的记载与推送不同"),
}


@dataclass(frozen=True)
class Row:
    group: str
    what: str
    name: str
    uscc: str
    day: datetime.date
    there: str
    here: str
    push_id: int | None = None
    organization_id: int | None = None

    @property
    def push_url(self) -> str:
        return reverse("staff:approvals:detail", args=[self.push_id]) if self.push_id else ""

    @property
    def organization_url(self) -> str:
        return reverse("staff:organizations:detail", args=[self.organization_id]) if self.organization_id else ""


class Reconciliation:
    def __init__(self, bureau: Department, authority: Department, month: datetime.date) -> None:
        self.bureau, self.authority = bureau, authority
        self.first_day = month.replace(day=1)
        self.last_day = month.replace(day=calendar.monthrange(month.year, month.month)[1])

    @property
    def _days(self) -> tuple[datetime.date, datetime.date]:
        return self.first_day, self.last_day

    @cached_property
    def _pushes(self) -> list[ApprovalPush]:
        rows = ApprovalPush.objects.filter(
            approval_bureau=self.bureau, civil_affairs=self.authority, effective_on__range=self._days
        )
        return list(rows.select_related("organization").order_by("effective_on", "pk"))

    @cached_property
    def rows(self) -> list[Row]:
        return [*self._only_there(), *self._only_here(), *self._different()]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many agree, and how many rows each group has."""
        groups = {group: sum(row.group == group for row in self.rows) for group in GROUPS}
        differing = {row.push_id for row in self.rows if row.group == "different"}
        applied = [push for push in self._pushes if push.is_applied]
        return {"agreed": sum(push.pk not in differing for push in applied), **groups}

    @property
    def open_count(self) -> int:
        return sum(number for group, number in self.counts.items() if group != "agreed")

    def _only_there(self) -> list[Row]:
        return [
            Row(
                "only_there", push.get_kind_display(), push.name, push.uscc, push.effective_on,
                push.document_no, push.get_state_display(), push.pk, push.organization_id,
            )
            for push in self._pushes
            if not push.is_applied
        ]  # fmt: skip

    def _own(self, path: str = "") -> dict:
        return {f"{path}registering_authority": self.bureau, f"{path}supervising_authority": self.authority}

    def _unpushed(self, kind: str, **conditions):
        """Condition: no push of this kind stands behind the row (whatever its month)."""
        return ~Exists(
            ApprovalPush.objects.filter(kind=kind, organization=OuterRef(conditions.pop("key")), **conditions)
        )

    def _only_here(self) -> list[Row]:
        begun = Organization.objects.filter(
            self._unpushed(PushKind.REGISTRATION, key="pk"), registered_on__range=self._days, **self._own()
        ).order_by("registered_on", "pk")
        rows = [
            Row("only_here", "成立登记", row.name, row.uscc, row.registered_on, "", "已登记", None, row.pk)
            for row in begun
        ]
        ended = self._facts(OrganizationStatus, PushKind.CANCELLATION).filter(status=Status.CANCELLED)
        rows += [self._of_fact(fact, "注销登记", "已注销") for fact in ended]
        renamed = self._facts(OrganizationName, PushKind.CHANGE, payload__has_key="new_name")
        rows += [self._of_fact(fact, "变更名称", fact.name) for fact in renamed.filter(self._later)]
        moved = self._facts(OrganizationAddress, PushKind.CHANGE, payload__has_key="address")
        rows += [self._of_fact(fact, "变更住所", fact.address) for fact in moved.filter(self._later)]
        return sorted(rows, key=lambda row: (row.day, row.name))

    @property
    def _later(self):
        """A fact that the organization did not begin with."""
        return Q(valid_from__gt=F("organization__registered_on"))

    def _facts(self, model, kind: str, **conditions):
        facts = model.objects.filter(
            self._unpushed(kind, key="organization", effective_on=OuterRef("valid_from"), **conditions),
            valid_from__range=self._days,
            **self._own("organization__"),
        )
        return facts.select_related("organization").order_by("valid_from", "pk")

    @staticmethod
    def _of_fact(fact, what: str, here: str) -> Row:
        row = fact.organization
        return Row("only_here", what, row.name, row.uscc, fact.valid_from, "", here, None, row.pk)

    def _different(self) -> list[Row]:
        applied = [push for push in self._pushes if push.is_applied]
        held = _Held({push.organization_id for push in applied})
        return [
            Row(
                "different", LABELS[key], push.name, push.uscc, push.effective_on,
                shown(key, there), here or "（空）", push.pk, push.organization_id,
            )
            for push in applied
            for key, there, here in held.differences(push)
        ]  # fmt: skip


class _Held:
    """What the facts say of some organizations on any day: six queries."""

    def __init__(self, ids: set[int]) -> None:
        self._facts: dict[tuple, list] = defaultdict(list)
        for model in (OrganizationName, OrganizationStatus, OrganizationAddress, OrganizationClass):
            for fact in model.objects.filter(organization__in=ids):
                self._facts[model, fact.organization_id].append(fact)
        supervisors = Responsibility.objects.filter(organization__in=ids, kind=ResponsibilityKind.BUSINESS)
        for fact in supervisors.select_related("department"):
            self._facts[Responsibility, fact.organization_id].append(fact)
        for post in OfficerPost.objects.legal_representatives().filter(organization__in=ids).select_related("person"):
            self._facts[OfficerPost, post.organization_id].append(post)

    def _on(self, model, push: ApprovalPush):
        day = push.effective_on
        for fact in self._facts[model, push.organization_id]:
            if fact.is_on(day):
                return fact
        return None

    def differences(self, push: ApprovalPush) -> list[tuple[str, str, str]]:
        """(field, pushed, held) where the two are not the same."""
        if push.kind == PushKind.CANCELLATION:
            status = self._on(OrganizationStatus, push)
            is_over = status is not None and status.status == Status.CANCELLED
            return [] if is_over else [("kind", push.kind, status.get_status_display() if status else "")]
        name, address = self._on(OrganizationName, push), self._on(OrganizationAddress, push)
        its_class, supervisor = self._on(OrganizationClass, push), self._on(Responsibility, push)
        representative = self._on(OfficerPost, push)
        key = "name" if push.kind == PushKind.REGISTRATION else "new_name"
        pairs = [
            (key, push.values.get(key), name.name if name else "", None),
            ("address", push.values.get("address"), address.address if address else "", None),
            ("org_type", push.values.get("org_type"), its_class.org_type if its_class else "",
             its_class.get_org_type_display() if its_class else ""),
            ("legal_representative", tidy(push.values.get("legal_representative", "")),
             representative.person.name if representative else "", None),
            ("business_supervisor", push.values.get("business_supervisor_id"),
             supervisor.department_id if supervisor else None, supervisor.department.name if supervisor else ""),
        ]  # fmt: skip
        return [
            (field, push.values.get(field, str(there)), words if words is not None else here)
            for field, there, here, words in pairs
            if there and there != here
        ]
