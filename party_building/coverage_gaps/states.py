from django.db import models

SOURCE = KIND = "coverage_gaps"
VIEW, OPEN, EXPORT = "coverage_gaps.view", "coverage_gaps.open", "coverage_gaps.export"


class Situation(models.TextChoices):
    """What lawfully follows from the formal members among the full-time staff (支部工作条例; practice C5)."""

    ALONE = "alone", "应单独组建"
    JOINT = "joint", "宜联合组建"
    INSTRUCTOR = "instructor", "应选派指导员"


# No number of members stands in a row that other offices read.
PROBLEMS = {
    Situation.ALONE: "专职人员中的正式党员已达到单独组建的人数，尚未建立党组织",
    Situation.JOINT: "有正式党员，未达到单独组建的人数，尚未加入联合党组织",
    Situation.INSTRUCTOR: "尚无正式党员，也没有在任的党建指导员",
}
MEASURES = {
    Situation.ALONE: "单独组建党组织，报上级党组织批准",
    Situation.JOINT: "就近或者与同行业的社会组织联合组建，报上级党组织批准",
    Situation.INSTRUCTOR: "选派党建指导员，培养和发展党员，条件具备时组建",
}
