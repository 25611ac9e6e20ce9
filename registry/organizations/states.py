from django.db import models


class OrgType(models.TextChoices):
    """The digit is the second character of the credit code (GB 32100)."""

    ASSOCIATION = "1", "社会团体"
    SERVICE_INSTITUTION = "2", "社会服务机构"
    FOUNDATION = "3", "基金会"


class Status(models.TextChoices):
    NORMAL = "normal", "正常"
    RECTIFYING = "rectifying", "整改"
    SUSPENDED = "suspended", "停止活动"
    LIQUIDATING = "liquidating", "清算"
    CANCELLED = "cancelled", "注销"
    REVOKED = "revoked", "撤销登记"
    CERTIFICATE_REVOKED = "certificate_revoked", "吊销登记证书"


ACTIVE_STATUSES = (Status.NORMAL, Status.RECTIFYING, Status.SUSPENDED)
FINAL_STATUSES = (Status.CANCELLED,)
DECIDED_STATUSES = (Status.CANCELLED, Status.REVOKED, Status.CERTIFICATE_REVOKED)


class Standing(models.TextChoices):
    CLEAR = "clear", "无不良记录"
    ABNORMAL = "abnormal", "活动异常名录"
    SERIOUS = "serious", "严重违法失信名单"


class RegistrationLevel(models.TextChoices):
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    DISTRICT = "district", "区县级"


class SupervisionMode(models.TextChoices):
    DUAL = "dual", "双重管理"
    DIRECT = "direct", "直接登记"
    DECOUPLED = "decoupled", "脱钩"


class ResponsibilityKind(models.TextChoices):
    REGISTERING = "registering_authority", "登记管理机关"
    SUPERVISING = "supervising_authority", "监督管理机关"
    BUSINESS = "business_supervisor", "业务主管单位"
    INDUSTRY = "industry_department", "行业管理部门"
    PARTY = "party_superior", "党建责任单位"


class Clear(models.TextChoices):
    """四清: the four things that have to be clear about every organization."""

    ORGANIZATION = "organization", "组织情况清"
    MEMBERS = "members", "会员数清"
    PARTY_UNIT = "party_unit", "党组织建立情况清"
    PARTY_MEMBERS = "party_members", "党员数清"
