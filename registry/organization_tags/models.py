from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from registry.organization_tags.states import TagTone
from registry.organizations.belonging import Belonging, BelongingQuerySet


class TagQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The office's own."""
        if not (actor.is_staff_side or actor.is_api_side) or actor.department_id is None:
            return self.none()
        return self.filter(department_id=actor.department_id)

    def in_use(self):
        return self.filter(retired_on=None)


class Tag(models.Model):
    """One word of one office. A tag that is no longer used is retired with a date; what it stood on is kept."""

    department = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    label = models.CharField("标签", max_length=12)
    tone = models.CharField("颜色", max_length=10, choices=TagTone, default=TagTone.NEUTRAL)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="建立人"
    )
    created_at = models.DateTimeField("建立时间", default=clock.now)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = "标签"
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="tag_label_once",
                fields=["department", "label"],
                violation_error_message="本单位已有同名的标签，请直接使用；已停用的可以重新启用。",
            ),
            models.CheckConstraint(name="tag_tone_known", condition=Q(tone__in=TagTone.values)),
            models.CheckConstraint(name="tag_label_said", condition=~Q(label="")),
        ]

    def __str__(self):
        return self.label

    @property
    def pair(self) -> tuple[str, str]:
        return self.label, self.tone


class OrganizationTagQuerySet(BelongingQuerySet):
    def of_office(self, actor):
        """On organizations that the seat sees, in the words of its office."""
        return self.visible_to(actor).filter(tag__in=Tag.objects.visible_to(actor))


class OrganizationTag(Belonging, models.Model):
    """A tag on an organization. An office's note to itself: no statement about the organization."""

    organization = models.ForeignKey(
        "registry.Organization", on_delete=models.PROTECT, related_name="tags", verbose_name="社会组织"
    )
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="uses", verbose_name="标签")
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    put_on = models.DateField("加上的日期", default=clock.today)

    objects = OrganizationTagQuerySet.as_manager()

    class Meta:
        verbose_name = "组织标签"
        constraints = [models.UniqueConstraint(name="organization_tag_once", fields=["organization", "tag"])]

    def __str__(self):
        return f"组织标签{self.pk}"
