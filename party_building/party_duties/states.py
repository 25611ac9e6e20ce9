from django.db import models


class PartyDutyKind(models.TextChoices):
    ESTABLISH = "establish", "应建立党组织"
    STAFF = "staff", "从业人员较多，应单独或联合组建"
    INSTRUCTOR = "instructor", "应选派党建指导员"
    COMMITTEE = "committee", "应设支部委员会"
    GENERAL_BRANCH = "general_branch", "应设党总支"
    PARTY_COMMITTEE = "party_committee", "应设党委"
    SPLIT = "split", "联合党支部单位过多，应拆分"
    BRANCH_SIZE = "branch_size", "党支部党员过多，应分设"


OF_UNITS = (
    PartyDutyKind.COMMITTEE,
    PartyDutyKind.GENERAL_BRANCH,
    PartyDutyKind.PARTY_COMMITTEE,
    PartyDutyKind.SPLIT,
    PartyDutyKind.BRANCH_SIZE,
)
