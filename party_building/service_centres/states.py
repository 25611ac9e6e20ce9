from django.db import models


class CentreLevel(models.TextChoices):
    CITY = "city", "市级"
    DISTRICT = "district", "区县级"
    STREET = "street", "镇街级"
