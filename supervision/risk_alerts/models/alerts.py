"""What the nightly rules found."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.rules.models import Severity
from core.rules.subjects import Subject, SubjectKind, subject_kind, subject_kinds
from supervision.risk_alerts.states import MACHINE, TONES, HandlingState

# Copied from the organization, or from the subject itself where it belongs to none (core/rules/subjects.py), so that
# one indexed equality answers who sees an alert; the nightly run keeps them.
SCOPE_COPIES = (
    "city",
    "district",
    "street",
    "community",
    "registering_authority",
    "supervising_authority",
    "business_supervisor",
    "industry_department",
    "party_superior",
)
_UNRESOLVED = Q(resolved_on=None)


class RiskAlertQuerySet(ScopedQuerySet):
    scope_columns = {
        ScopeKind.TERRITORY: {1: "city_id", 2: "district_id", 3: "street_id", 4: "community_id"},
        ScopeKind.AUTHORITY: ("registering_authority_id", "supervising_authority_id"),
        ScopeKind.RESPONSIBILITY: ("business_supervisor_id", "industry_department_id"),
        ScopeKind.PARTY: ("party_superior_id",),
    }

    def visible_to(self, actor):
        """Without the kinds that the post may not see, however far the scope reaches."""
        return super().visible_to(actor).of_kinds_for(actor)

    def of_kinds_for(self, actor):
        """Without the kinds of subject that the post may not see: units and their members are the party line's."""
        kinds = subject_kinds().values()
        hidden = [kind.code for kind in kinds if kind.permission and not actor.can(kind.permission)]
        return self.exclude(subject_kind__in=hidden) if hidden else self

    def about(self, kind: str, rows):
        """About these rows (a queryset, or ids) of one kind of subject."""
        found = rows.values("pk") if isinstance(rows, models.QuerySet) else rows
        return self.filter(subject_kind=kind, subject_id__in=found)

    def of_units(self, scope: Scope):
        """Of the party units that a scope reaches: what a branch secretary is shown of her own branch."""
        return self.about("party_unit", subject_kind("party_unit").table.objects.within(scope))

    def named(self, part: str):
        """About an organization, or another subject, whose name holds `part`."""
        found = Q(organization__name__contains=part)
        for kind in subject_kinds().values():
            if kind.named_by:
                rows = kind.table._base_manager.filter(**{f"{kind.named_by}__contains": part})
                found |= Q(subject_kind=kind.code, subject_id__in=rows.values("pk"))
        return self.filter(found)

    def unresolved(self):
        """The condition still holds, whether somebody dismissed the alert or not."""
        return self.filter(resolved_on=None)

    def open(self):
        """Unresolved and not dismissed: what needs people."""
        return self.filter(resolved_on=None, dismissed_on=None)

    def dismissed(self):
        return self.filter(resolved_on=None, dismissed_on__isnull=False)

    def resolved(self):
        return self.filter(resolved_on__isnull=False)

    def waiting(self):
        """Nobody has looked at it yet."""
        return self.open().filter(state=HandlingState.NEW)

    def judge_overdue(self, day):
        """Waiting past the last day for judging; that day itself is still in time."""
        return self.waiting().filter(judge_due_on__lt=day)

    def handle_overdue(self, day):
        return self.open().filter(state=HandlingState.ASSIGNED, handle_due_on__lt=day)

    def escalated(self):
        """Open, and reported to the head of the office since it opened last."""
        reported = self.model._meta.get_field("escalations").related_model.objects
        return self.open().filter(Exists(reported.filter(alert=OuterRef("pk"), since=OuterRef("open_since"))))

    def handled_by(self, actor):
        """Assigned to the actor's office, or to the person."""
        return self.open().filter(Q(assigned_office=actor.department_id) | Q(assignee=actor.user_id))


def _department():
    return models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


def _region():
    return models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


def _by_scope(column: str) -> models.Index:
    return models.Index(
        fields=[column, "opened_on", "id"], name=f"alert_{column.split('_')[0]}_opened", condition=_UNRESOLVED
    )


@history.tracked
class RiskAlert(models.Model):
    """One finding of a rule: opened, updated and resolved by the nightly run; judged or dismissed by people.

    At most one unresolved alert per rule, subject and period. A dismissed one stays and blocks until its condition
    goes (then it is resolved) or its evidence changes (then it opens again). `opened_on` and `resolved_on` are days
    of the run, not of writing; `open_since` is the day on which it opened last, from which its clocks count.
    """

    machine = MACHINE

    rule_code = models.CharField("规则", max_length=20)
    subject_kind = models.CharField("对象类别", max_length=20)
    subject_id = models.BigIntegerField("对象编号")
    period = models.CharField("所属期", max_length=20, blank=True)
    due_on = models.DateField("期限", null=True, blank=True)
    severity = models.CharField("级别", max_length=1, choices=Severity)
    evidence = models.JSONField("事实", default=dict)
    evidence_digest = models.CharField("事实摘要", max_length=64)
    opened_on = models.DateField("预警日期")
    open_since = models.DateField("本次预警日期", default=clock.today)
    judge_due_on = models.DateField("研判期限", null=True, blank=True)
    resolved_on = models.DateField("解除日期", null=True, blank=True)
    dismissed_on = models.DateField("排除日期", null=True, blank=True)
    dismissal_kind = models.ForeignKey(
        "supervision.DismissalKind", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dismissal_reason = models.TextField("排除理由", blank=True)
    state = models.CharField(
        "处置", max_length=20, choices=HandlingState, default=HandlingState.NEW, db_column="handling_state"
    )
    assigned_office = _department()
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    handle_due_on = models.DateField("办理期限", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    organization = models.ForeignKey(
        "registry.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="risk_alerts"
    )
    city = _region()
    district = _region()
    street = _region()
    community = _region()
    registering_authority = _department()
    supervising_authority = _department()
    business_supervisor = _department()
    industry_department = _department()
    party_superior = _department()

    subject = Subject()
    objects = RiskAlertQuerySet.as_manager()

    class Meta:
        verbose_name = "风险预警"
        constraints = [
            models.UniqueConstraint(
                name="risk_alert_unresolved_once",
                fields=["rule_code", "subject_kind", "subject_id", "period"],
                condition=_UNRESOLVED,
                violation_error_message="该对象的同一预警尚未解除。",
            ),
            models.CheckConstraint(name="risk_alert_has_subject", condition=~Q(subject_kind="")),
            models.CheckConstraint(
                name="risk_alert_party_unit_is_of_its_line",
                condition=~Q(subject_kind="party_unit") | Q(organization=None, party_superior__isnull=False),
            ),
            models.CheckConstraint(
                name="risk_alert_subject_is_its_organization",
                condition=~Q(subject_kind="organization")
                | Q(organization__isnull=False, subject_id=F("organization")),
            ),
            models.CheckConstraint(name="risk_alert_severity_known", condition=Q(severity__in=Severity.values)),
            models.CheckConstraint(name="risk_alert_state_known", condition=Q(state__in=HandlingState.values)),
            models.CheckConstraint(
                name="risk_alert_dismissed_says_why",
                condition=Q(dismissed_on=None, dismissal_reason="") & ~Q(state=HandlingState.DISMISSED)
                | Q(dismissed_on__isnull=False, state=HandlingState.DISMISSED) & ~Q(dismissal_reason=""),
                violation_error_message="排除预警须写明理由。",
            ),
            models.CheckConstraint(
                name="risk_alert_resolved_after_opened",
                condition=_UNRESOLVED | Q(resolved_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="risk_alert_open_again_after_opened", condition=Q(open_since__gte=F("opened_on"))
            ),
            models.CheckConstraint(
                name="risk_alert_assigned_to_an_office",
                condition=Q(state=HandlingState.ASSIGNED, assigned_office__isnull=False)
                | ~Q(state=HandlingState.ASSIGNED) & Q(assigned_office=None, assignee=None, handle_due_on=None),
                violation_error_message="交办须指明承办单位。",
            ),
        ]
        indexes = [
            models.Index(fields=["opened_on", "id"], name="alert_opened", condition=_UNRESOLVED),
            *(_by_scope(name) for name in ("district", "street", "registering_authority", "supervising_authority")),
            *(_by_scope(name) for name in ("business_supervisor", "industry_department", "party_superior")),
            models.Index(
                fields=["assigned_office"], name="alert_assigned", condition=Q(resolved_on=None, state="assigned")
            ),
        ]

    def __str__(self):
        return f"{self.rule_code} {self.period}"

    @property
    def kind(self) -> SubjectKind:
        return subject_kind(self.subject_kind)

    @property
    def subject_words(self) -> str:
        """What the alert is about, in words; with its organization where it has one and is not said anyway."""
        said = str(self.subject) if self.subject else f"{self.kind.label}（已不存在）"
        if self.organization_id and self.subject_kind != "organization" and self.organization.name not in said:
            return f"{self.organization.name}　{said}"
        return said

    @property
    def organization_key(self) -> int | None:
        return self.organization_id

    @property
    def competent_department_id(self) -> int | None:
        return self.party_superior_id if self.kind.is_party else self.supervising_authority_id

    @property
    def competent_department_name(self) -> str:
        office = self.party_superior if self.kind.is_party else self.supervising_authority
        return office.name if office else "其监督管理机关（尚未明确）"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def resolved_text(self) -> str:
        return f"{self.resolved_on:%Y-%m-%d}的检查确认该情况已不存在。"

    @property
    def dismissal_text(self) -> str:
        kind = f"{self.dismissal_kind}。" if self.dismissal_kind_id else ""
        return f"{self.dismissed_on:%Y-%m-%d}，理由：{kind}{self.dismissal_reason}"

    @property
    def is_resolved(self) -> bool:
        return self.resolved_on is not None

    @property
    def is_judge_overdue(self) -> bool:
        is_waiting = self.state == HandlingState.NEW and not self.is_resolved
        return is_waiting and self.judge_due_on is not None and self.judge_due_on < clock.today()

    @property
    def is_handle_overdue(self) -> bool:
        is_held = self.state == HandlingState.ASSIGNED and not self.is_resolved
        return is_held and self.handle_due_on is not None and self.handle_due_on < clock.today()
