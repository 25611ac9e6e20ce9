from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import NoReverseMatch, reverse

from core import clock
from core.access.scope import ScopeKind
from core.worklist.states import BY_HAND, OPEN_STATES, TONES, WorkState


class WorkItemQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those of the seat's own office (and role, where one is named), or of its organization. A higher office sees
        an organization's rows elsewhere; its work list holds what it has to do itself."""
        if actor.scope.kind == ScopeKind.ORGANIZATION:
            return self.filter(Q(role="") | Q(role=actor.role), organization_key__in=actor.scope.ids)
        # A token of one territory belongs to an office whose work reaches further.
        is_own_line = actor.is_api_side and actor.scope.kind != ScopeKind.TERRITORY
        if not (actor.is_staff_side or is_own_line) or not actor.department_id:
            return self.none()
        return self.filter(Q(role="") | Q(role=actor.role), department_id=actor.department_id)

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def of(self, obj, kind: str | None = None):
        items = self.filter(object_type=obj._meta.label, object_id=obj.pk)
        return items.filter(kind=kind) if kind else items

    def of_capability(self, name: str):
        """Those a capability has put on the list ("annual_reports"); all for ""."""
        return self.filter(kind__startswith=f"{name}.") if name else self

    def by_urgency(self):
        """Due first; without a due date last; those that wait for somebody else after those that do not."""
        return self.order_by(F("waiting_since").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")

    def overdue(self, day):
        return self.open().filter(due_on__lt=day, waiting_since=None)


class WorkItem(models.Model):
    """One thing to do about one object, for one office or one organization. At most one open per kind and object.

    While `waiting_since` is set the office waits for somebody else and its clock stands still; `due_on` moves by the
    working days waited when it runs again.
    """

    kind = models.CharField("事项", max_length=60)
    title = models.CharField("标题", max_length=160)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    url_name = models.CharField(max_length=80)
    url_args = models.JSONField(default=list, blank=True)
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")
    organization_key = models.BigIntegerField(null=True)
    role = models.CharField("岗位", max_length=40, blank=True)
    due_on = models.DateField("时限", null=True, blank=True)
    waiting_since = models.DateField("等待对方", null=True, blank=True)
    waiting_for = models.CharField("等待事由", max_length=120, blank=True)
    state = models.CharField("状态", max_length=12, choices=WorkState, default=WorkState.OPEN)
    opened_at = models.DateTimeField("生成时间", default=clock.now)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    claimed_at = models.DateTimeField("领办时间", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        verbose_name = "待办事项"
        indexes = [
            models.Index(
                fields=["department", "due_on", "id"], condition=Q(state__in=OPEN_STATES), name="work_item_department"
            ),
            models.Index(
                fields=["organization_key", "due_on", "id"],
                condition=Q(state__in=OPEN_STATES),
                name="work_item_organization",
            ),
            models.Index(fields=["object_type", "object_id"], name="work_item_object"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="work_item_one_open",
                fields=["kind", "object_type", "object_id"],
                condition=Q(state__in=OPEN_STATES),
            ),
            models.CheckConstraint(
                name="work_item_one_owner",
                condition=Q(department__isnull=False, organization_key=None)
                | Q(department=None, organization_key__isnull=False),
            ),
            models.CheckConstraint(name="work_item_state_known", condition=Q(state__in=WorkState.values)),
            models.CheckConstraint(
                name="work_item_closed_has_time",
                condition=Q(state__in=OPEN_STATES, closed_at=None)
                | (~Q(state__in=OPEN_STATES) & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="work_item_claimed_has_person",
                condition=~Q(state=WorkState.CLAIMED) | Q(claimed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_by_hand(self) -> bool:
        """Handed out by a colleague: whoever has it says when it is done."""
        return self.kind.startswith(f"{BY_HAND}.")

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def url(self) -> str:
        """Where the work is done; "" while that page does not exist."""
        try:
            return reverse(self.url_name, args=self.url_args)
        except NoReverseMatch:
            return ""
