"""An office's words go to the office that follows it; two of one label become one."""

from core import clock
from core.reorganizations.movers import Change, Mover
from registry.organization_tags.models import OrganizationTag, Tag


class Tags(Mover):
    label, unit = "标签", "个"
    moves = ("registry.Tag.department",)

    def count_departments(self, old, day):
        return Tag.objects.filter(department__in=old, retired_on=None).count()

    def move_departments(self, change: Change) -> int:
        found = [tag for tag in Tag.objects.filter(department__in=change.pairs) if change.pairs[tag.department_id]]
        for tag in found:
            successor = change.pairs[tag.department_id]
            same = Tag.objects.filter(department=successor, label=tag.label).first()
            if same is None:
                tag.department_id = successor
                tag.save(update_fields=["department"])
            elif tag.retired_on is None:
                self._merge(tag, same)
        return len(found)

    @staticmethod
    def _merge(tag: Tag, same: Tag) -> None:
        bearing = OrganizationTag.objects.filter(tag=same).values_list("organization", flat=True)
        OrganizationTag.objects.filter(tag=tag).exclude(organization__in=list(bearing)).update(tag=same)
        tag.retired_on = clock.today()
        tag.save(update_fields=["retired_on"])
        Tag.objects.filter(pk=same.pk).update(retired_on=None)
