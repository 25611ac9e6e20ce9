from django.db import models


class ChangeKind(models.TextChoices):
    """In which respect: a dated fact, or what has no dates. Never what it was or became."""

    ENTERED = "entered", "进入登记簿"
    ITEMS = "items", "代码、成立日期等登记项"
    NAME = "name", "名称"
    STATUS = "status", "状态"
    STANDING = "standing", "信用状况"
    CLASS = "class", "类型与管理方式"
    RESPONSIBILITY = "responsibility", "责任单位"
    ADDRESS = "address", "住所"
    FUNDS = "funds", "注册资金"
    SCOPE = "scope", "业务范围"
    HEADCOUNT = "headcount", "人员规模"
    OFFICERS = "officers", "负责人"
    TERM = "term", "届期"
    CERTIFICATE = "certificate", "登记证书"
    CHARTER = "charter", "章程"
