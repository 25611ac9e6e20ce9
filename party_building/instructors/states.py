from django.db import models


class InstructorKind(models.TextChoices):
    SERVING = "serving", "在职干部"
    RETIRED = "retired", "退休干部"
    BRANCH_SECRETARY = "branch_secretary", "优秀党支部书记"
    COMMUNITY = "community", "社区工作者"
    PROFESSIONAL = "professional", "专职党务工作者"


class DispatchBasis(models.TextChoices):
    """双派: both may hold at once, each by a person of its own."""

    DEPARTMENT = "department", "部门选派"
    STREET = "street", "镇街选派"


class VisitKind(models.TextChoices):
    """走访 are the instructor's, 指导 the bureau's; they are never added up."""

    VISIT = "visit", "指导员走访"
    GUIDANCE = "guidance", "工作指导"


class AppraisalGrade(models.TextChoices):
    EXCELLENT = "excellent", "优秀"
    COMPETENT = "competent", "称职"
    BASIC = "basic", "基本称职"
    FAILING = "failing", "不称职"
