"""Articles that rules rest on: (code, title, article, in force from).

No wording is kept here: an article gets its text once that was checked against the original (条文待核 until then).
"""

ASSOCIATIONS = "社会团体登记管理条例"
SERVICE_INSTITUTIONS = "民办非企业单位登记管理暂行条例"
FOUNDATIONS = "基金会管理条例"
CHARITY = "慈善法"
CREDIT = "社会组织信用信息管理办法"
CIVIL_SERVANTS = "公务员法"
CREDIT_CODES = "法人和其他组织统一社会信用代码编码规则（GB 32100）"
FEES = "国务院办公厅关于进一步规范行业协会商会收费的通知（国办发〔2020〕21号）"
PARTY_BRANCHES = "中国共产党支部工作条例（试行）"

LEGAL_SOURCES: list[tuple[str, str, str, str | None]] = [
    ("associations-12", ASSOCIATIONS, "第十二条", "2016-02-06"),
    ("associations-13", ASSOCIATIONS, "第十三条", "2016-02-06"),
    ("associations-18", ASSOCIATIONS, "第十八条", "2016-02-06"),
    ("associations-27", ASSOCIATIONS, "第二十七条", "2016-02-06"),
    ("associations-28", ASSOCIATIONS, "第二十八条", "2016-02-06"),
    ("associations-29", ASSOCIATIONS, "第二十九条", "2016-02-06"),
    ("associations-30", ASSOCIATIONS, "第三十条", "2016-02-06"),
    ("service-institutions-22", SERVICE_INSTITUTIONS, "第二十二条", "1998-10-25"),
    ("service-institutions-23", SERVICE_INSTITUTIONS, "第二十三条", "1998-10-25"),
    ("service-institutions-25", SERVICE_INSTITUTIONS, "第二十五条", "1998-10-25"),
    ("foundations-20", FOUNDATIONS, "第二十条", "2004-06-01"),
    ("foundations-21", FOUNDATIONS, "第二十一条", "2004-06-01"),
    ("foundations-23", FOUNDATIONS, "第二十三条", "2004-06-01"),
    ("foundations-24", FOUNDATIONS, "第二十四条", "2004-06-01"),
    ("foundations-29", FOUNDATIONS, "第二十九条", "2004-06-01"),
    ("foundations-36", FOUNDATIONS, "第三十六条", "2004-06-01"),
    ("foundations-41", FOUNDATIONS, "第四十一条", "2004-06-01"),
    ("foundations-37", FOUNDATIONS, "第三十七条", "2004-06-01"),
    ("foundations-42", FOUNDATIONS, "第四十二条", "2004-06-01"),
    ("charity-61", CHARITY, "第六十一条", "2024-09-05"),
    ("civil-servants-44", CIVIL_SERVANTS, "第四十四条", "2019-06-01"),
    ("party-branches", PARTY_BRANCHES, "", "2018-10-28"),
    ("party-branches-16", PARTY_BRANCHES, "第十六条", "2018-10-28"),
    ("party-branches-2", PARTY_BRANCHES, "第二章", "2018-10-28"),
    ("credit-codes", CREDIT_CODES, "", "2015-10-01"),
    ("enterprise-fees-2020", FEES, "", "2020-07-02"),
    ("credit-11", CREDIT, "第十一条", "2018-01-24"),
    ("credit-14", CREDIT, "第十四条", "2018-01-24"),
    ("credit-15", CREDIT, "第十五条", "2018-01-24"),
    ("credit-entering", CREDIT, "信用信息归集", "2018-01-24"),
]
