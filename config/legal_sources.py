"""Articles that rules rest on: (code, title, article, in force from).

No wording is kept here: an article gets its text once that was checked against the original (条文待核 until then).
"""

ASSOCIATIONS = "社会团体登记管理条例"
SERVICE_INSTITUTIONS = "民办非企业单位登记管理暂行条例"
FOUNDATIONS = "基金会管理条例"
CREDIT = "社会组织信用信息管理办法"

LEGAL_SOURCES: list[tuple[str, str, str, str | None]] = [
    ("associations-28", ASSOCIATIONS, "第二十八条", "2016-02-06"),
    ("associations-30", ASSOCIATIONS, "第三十条", "2016-02-06"),
    ("service-institutions-23", SERVICE_INSTITUTIONS, "第二十三条", "1998-10-25"),
    ("service-institutions-25", SERVICE_INSTITUTIONS, "第二十五条", "1998-10-25"),
    ("foundations-36", FOUNDATIONS, "第三十六条", "2004-06-01"),
    ("foundations-42", FOUNDATIONS, "第四十二条", "2004-06-01"),
    ("credit-11", CREDIT, "第十一条", "2018-01-24"),
]
