"""Who can be told of a rule's alerts."""

TOLD = {
    "ORG": "社会组织",
    "SUP": "业务主管单位或行业管理部门",
    "REG": "登记（监督）管理机关经办人",
    "PTY": "党建责任单位",
    "DEPARTMENT": "被提示的部门",
    "REGION": "镇街",
    "LEAD": "责任单位负责人",
}


def words(codes) -> list[str]:
    return [TOLD.get(code, code) for code in codes]
