"""请示: one request to the organ above, the bodies it speaks of, the parts of a split, the units of a merger."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.actor import Actor
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.unit_requests.states import (
    CONSENT_TONES,
    MACHINE,
    OPEN,
    TONES,
    WRITING,
    ConsentState,
    RequestKind,
    RequestState,
)
from registry.organizations.models import Organization


class UnitRequestQuerySet(ScopedQuerySet):
    """The party line: who drafts, who decides, who takes a unit over; the organization that asks for itself."""

    scope_columns = {ScopeKind.ORGANIZATION: ("organization_id",)}

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.PARTY:
            return self.filter(Q(superior__in=scope.ids) | Q(drafter__in=scope.ids) | Q(new_superior__in=scope.ids))
        return super().within(scope)

    def visible_to(self, actor: Actor):
        """A draft is its drafter's; whoever is asked for consent sees what is asked, draft or not."""
        rows = self.within(actor.scope)
        if not actor.is_staff_side or actor.scope.kind == ScopeKind.ALL:
            return rows
        sent = rows.filter(~Q(state=RequestState.DRAFT) | Q(drafter=actor.department_id))
        asked = Q(consent_office=actor.department_id) & ~Q(consent=ConsentState.NOT_NEEDED)
        return self.filter(Q(pk__in=sent.values("pk")) | asked)

    def open(self):
        return self.filter(state__in=OPEN)


def _office(label: str, related: str = "+", **options):
    return models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name=related, verbose_name=label, **options
    )


_MAYBE = {"null": True, "blank": True}


@history.tracked
class UnitRequest(models.Model):
    """One 请示. What it asks for is done in the transaction that approves it, with `effective_on` as its first day.

    `superior` decides. Whoever drafts is an office (`drafter`) or an organization (`organization`, through its branch
    secretary). `consent_office` speaks for the served place; approval waits for it. `unit` is the unit spoken of;
    after an establishment, the new one.
    """

    machine = MACHINE

    kind = models.CharField("请示事项", max_length=12, choices=RequestKind)
    superior = _office("批复党组织", "unit_requests")
    drafter = _office("请示单位", **_MAYBE)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="unit_requests", verbose_name="请示组织", **_MAYBE
    )
    unit = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="requests", verbose_name="党组织", **_MAYBE
    )
    name = models.CharField("拟用名称", max_length=120, blank=True)
    level = models.CharField("层级", max_length=20, choices=UnitLevel, blank=True)
    form = models.CharField("组建方式", max_length=20, choices=UnitForm, blank=True)
    parent = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="+", verbose_name="所属党组织", **_MAYBE
    )
    new_superior = _office("改隶至", **_MAYBE)
    service_region = models.ForeignKey(
        "core.Region", on_delete=models.PROTECT, related_name="+", verbose_name="服务地", **_MAYBE
    )
    extended_until = models.DateField("延期至", **_MAYBE)
    effective_on = models.DateField("生效日期")
    reason = models.CharField("请示理由", max_length=1000, blank=True)
    basis = models.CharField("依据文书", max_length=200, blank=True)
    plan = models.CharField("组建方案", max_length=80, blank=True)
    consent_office = _office("属地意见单位", **_MAYBE)
    consent = models.CharField("属地意见", max_length=10, choices=ConsentState, blank=True, default="")
    consent_on = models.DateField("属地回复日期", **_MAYBE)
    consent_text = models.CharField("属地意见内容", max_length=400, blank=True)
    state = models.CharField("状态", max_length=12, choices=RequestState, default=RequestState.DRAFT)
    created_at = models.DateTimeField("起草时间", default=clock.now)
    submitted_at = models.DateTimeField("提交时间", **_MAYBE)
    decided_on = models.DateField("批复日期", **_MAYBE)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="批复经办"
    )
    decision = models.CharField("批复意见", max_length=500, blank=True)
    document_no = models.CharField("批复文号", max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = UnitRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "党组织请示"
        constraints = [
            models.CheckConstraint(name="unit_request_kind_known", condition=Q(kind__in=RequestKind.values)),
            models.CheckConstraint(name="unit_request_state_known", condition=Q(state__in=RequestState.values)),
            models.CheckConstraint(
                name="unit_request_one_drafter",
                condition=Q(drafter__isnull=False, organization=None) | Q(drafter=None, organization__isnull=False),
            ),
            models.CheckConstraint(
                name="unit_request_says_which_unit",
                condition=Q(kind=RequestKind.ESTABLISH) | Q(unit__isnull=False),
                violation_error_message="请选择党组织。",
            ),
            models.CheckConstraint(
                name="unit_request_new_unit_is_described",
                condition=~Q(kind=RequestKind.ESTABLISH)
                | (~Q(name="") & Q(level__in=UnitLevel.values, form__in=UnitForm.values)),
                violation_error_message="成立党组织须写明名称、层级和组建方式。",
            ),
            models.CheckConstraint(
                name="unit_request_consent_whole",
                condition=Q(consent=ConsentState.NOT_NEEDED, consent_on=None)
                | Q(consent=ConsentState.ASKED, consent_office__isnull=False, consent_on=None)
                | Q(
                    consent__in=[ConsentState.GIVEN, ConsentState.DECLINED],
                    consent_office__isnull=False,
                    consent_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="unit_request_approved_has_number",
                condition=~Q(state__in=[RequestState.APPROVED, RequestState.CARRIED_OUT])
                | (~Q(document_no="") & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="unit_request_carried_out_has_unit",
                condition=~Q(state=RequestState.CARRIED_OUT) | Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="unit_request_one_open",
                fields=["unit", "kind"],
                condition=Q(state__in=OPEN, unit__isnull=False) & ~Q(kind=RequestKind.AFFILIATE),
                violation_error_message="该党组织已有一份同类请示未办结。",
            ),
            models.UniqueConstraint(
                name="unit_request_number_once",
                fields=["document_no"],
                condition=~Q(document_no=""),
                violation_error_message="该批复文号已经使用。",
            ),
        ]
        indexes = [
            models.Index(fields=["superior", "state"], name="unit_request_superior"),
            models.Index(fields=["created_at", "id"], name="unit_request_created"),
        ]

    def __str__(self):
        return f"关于{self.subject}的请示"

    @property
    def subject(self) -> str:
        """What is asked for, as the title of the letter says it."""
        return title_of(self.kind, self.name or (self.unit.name if self.unit_id else ""))

    @property
    def organization_key(self) -> int | None:
        return self.organization_id if self.state in WRITING else None

    @property
    def competent_department_id(self) -> int | None:
        """While it is written, who writes it; then the organ above."""
        return self.drafter_id if self.state in WRITING else self.superior_id

    @property
    def competent_department_name(self) -> str:
        if self.state not in WRITING:
            return self.superior.name
        return self.drafter.name if self.drafter_id else self.organization.name

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def consent_pair(self) -> tuple[str, str]:
        return self.get_consent_display(), CONSENT_TONES.get(self.consent, "neutral")

    @property
    def from_name(self) -> str:
        return self.drafter.name if self.drafter_id else self.organization.name


def title_of(kind: str, name: str) -> str:
    said = {
        RequestKind.ESTABLISH: f"成立{name}",
        RequestKind.AFFILIATE: f"有关社会组织挂靠{name}",
        RequestKind.DISSOLVE: f"撤销{name}",
        RequestKind.SPLIT: f"拆分{name}",
        RequestKind.MERGE: f"有关党组织并入{name}",
        RequestKind.REATTACH: f"改变{name}隶属关系",
        RequestKind.REELECTION: f"{name}换届选举",
        RequestKind.EXTENSION: f"{name}延期换届",
    }
    return said[RequestKind(kind)]


@history.tracked
class RequestPart(models.Model):
    """One of the units into which a large one is split; `unit` is what became of it."""

    request = models.ForeignKey(UnitRequest, on_delete=models.CASCADE, related_name="parts", verbose_name="请示")
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("拟用名称", max_length=120)
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="+", verbose_name="党组织", **_MAYBE)

    class Meta:
        verbose_name = "拆分后的党组织"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="request_part_once", fields=["request", "number"]),
            models.UniqueConstraint(
                name="request_part_name_once",
                fields=["request", "name"],
                violation_error_message="拆分后的党组织名称不能相同。",
            ),
        ]

    def __str__(self):
        return self.name


@history.tracked
class RequestBody(models.Model):
    """An organization that the request speaks of; in a split, with the part it goes to."""

    request = models.ForeignKey(UnitRequest, on_delete=models.CASCADE, related_name="bodies", verbose_name="请示")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="社会组织")
    part = models.ForeignKey(RequestPart, on_delete=models.CASCADE, related_name="bodies", **_MAYBE)

    class Meta:
        verbose_name = "请示涉及的社会组织"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="request_body_once",
                fields=["request", "organization"],
                violation_error_message="同一社会组织只能列一次。",
            ),
        ]


@history.tracked
class RequestMerger(models.Model):
    """A unit that goes up in the one the request is about."""

    request = models.ForeignKey(UnitRequest, on_delete=models.CASCADE, related_name="mergers", verbose_name="请示")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="+", verbose_name="并入的党组织")

    class Meta:
        verbose_name = "并入的党组织"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="request_merger_once", fields=["request", "unit"])]


class RequestSeries(models.Model):
    """The last number of the answers of an organ in a year."""

    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "党组织批复文号"
        constraints = [models.UniqueConstraint(name="request_series_once", fields=["office", "year"])]
