from django.db import models

EDIT, NOTE = "leader_charges.edit", "leader_charges.note"


class ChargeKind(models.TextChoices):
    REGION = "region", "包县区"
    DEPARTMENT = "department", "包单位"
    ORGANIZATION = "organization", "包党建"


class NoteKind(models.TextChoices):
    VISIT = "visit", "走访"
    PROGRESS = "progress", "进展"
