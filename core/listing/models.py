from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Density(models.TextChoices):
    NORMAL = "", "标准"
    COMPACT = "compact", "紧凑"


class ListPreference(models.Model):
    """How one person reads one list: what a URL leaves out is taken from here. `list_name` is the list's URL name.

    `columns` are keys in their order, [] for the list's own; `size` 0 likewise.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField("清单", max_length=80)
    columns = ArrayField(models.CharField(max_length=60), verbose_name="显示的列", default=list, blank=True)
    size = models.PositiveSmallIntegerField("每页条数", default=0)
    density = models.CharField("行距", max_length=10, choices=Density, blank=True)

    class Meta:
        verbose_name = "清单显示偏好"
        constraints = [
            models.UniqueConstraint(name="list_preference_once", fields=["user", "list_name"]),
            models.CheckConstraint(name="list_preference_density_known", condition=Q(density__in=Density.values)),
        ]
