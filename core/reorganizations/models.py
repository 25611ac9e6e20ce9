from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.departments.models import Department, DepartmentKind
from core.reorganizations.states import OF_REGIONS, RENAMING, REORGANIZATION_MACHINE, Kind, ReorganizationState


@history.tracked
class Reorganization(models.Model):
    """One decision about offices or divisions.

    `plan` is a list of steps: {"old": id, "new": id or null, "code", "name", "short_name"}; where `new` is null and a
    name is given, the successor is made on the day. `preview` and `outcome` are lists of {"label", "count"}: what was
    found when it was proposed, and what was moved.
    """

    machine = REORGANIZATION_MACHINE

    kind = models.CharField("事项", max_length=20, choices=Kind)
    title = models.CharField("内容", max_length=200)
    effective_on = models.DateField("生效日期")
    document = models.CharField("依据文件及文号", max_length=120)
    plan = models.JSONField("步骤")
    preview = models.JSONField("影响范围", default=list)
    outcome = models.JSONField("办理结果", default=list)
    state = models.CharField("状态", max_length=12, choices=ReorganizationState, default=ReorganizationState.PROPOSED)
    proposed_at = models.DateTimeField("提出时间", default=clock.now)
    completed_at = models.DateTimeField("生效时间", null=True)
    failure = models.CharField("未能生效的原因", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "机构和区划调整"
        indexes = [models.Index(fields=["proposed_at", "id"], name="reorganization_proposed")]
        constraints = [
            models.CheckConstraint(name="reorganization_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="reorganization_state_known", condition=Q(state__in=ReorganizationState.values)
            ),
            models.CheckConstraint(
                name="reorganization_done_has_time",
                condition=Q(state=ReorganizationState.DONE, completed_at__isnull=False)
                | (~Q(state=ReorganizationState.DONE) & Q(completed_at=None)),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_of_regions(self) -> bool:
        return self.kind in OF_REGIONS

    @property
    def is_renaming(self) -> bool:
        return self.kind in RENAMING

    @property
    def state_tone(self) -> str:
        tones = {ReorganizationState.PROPOSED: "warning", ReorganizationState.CONFIRMED: "info"}
        return tones.get(self.state, "ok" if self.state == ReorganizationState.DONE else "neutral")

    @property
    def competent_department_id(self) -> int | None:
        """The civil-affairs bureau of the home city: it keeps the register that moves."""
        office = home_bureau()
        return office.pk if office else None

    @property
    def competent_department_name(self) -> str:
        office = home_bureau()
        return office.name if office else "市民政局"


def home_bureau() -> Department | None:
    bureaus = Department.objects.active().of_kind(DepartmentKind.CIVIL_AFFAIRS)
    return bureaus.filter(region__code=settings.HOME_CITY_CODE).order_by("pk").first()
