from django.db import models
from django.db.models import Q

from core import history
from core.access.scope import Scope, ScopedQuerySet
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from party_building.teaching_materials.states import EVERY_LINE, MaterialKind


class MaterialQuerySet(ScopedQuerySet):
    """What one organ offers, all branches and organs of the line may use."""

    def within(self, scope: Scope):
        return self.all() if scope.kind in EVERY_LINE else self.none()

    def offered(self):
        return self.filter(withdrawn_at=None)


@history.tracked
class TeachingMaterial(OfOneOffice, models.Model):
    """One template, course or film: a file, or a place where it stands."""

    kind = models.CharField("类别", max_length=10, choices=MaterialKind)
    topic = models.CharField("主题", max_length=40)
    title = models.CharField("名称", max_length=120)
    note = models.CharField("说明", max_length=300, blank=True)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="提供单位"
    )
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="文件"
    )
    link = models.URLField("链接", max_length=300, blank=True)
    offered_on = models.DateField("上架日期")
    withdrawn_at = models.DateTimeField("下架时间", null=True, blank=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "教学资料"
        constraints = [
            models.CheckConstraint(name="teaching_material_kind_known", condition=Q(kind__in=MaterialKind.values)),
            models.CheckConstraint(
                name="teaching_material_stands_somewhere",
                condition=Q(file__isnull=False) | ~Q(link=""),
                violation_error_message="请上传文件或填写链接。",
            ),
            models.UniqueConstraint(
                name="teaching_material_once",
                fields=["department", "title"],
                condition=Q(withdrawn_at=None),
                violation_error_message="已有同名的教学资料。",
            ),
        ]
        indexes = [models.Index(fields=["topic", "title", "id"], name="teaching_material_topic")]

    def __str__(self):
        return self.title
