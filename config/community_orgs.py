"""Community social organizations: what a city may word or number its own way."""

# Loaded as rows; afterwards the rows count.
COMMUNITY_KINDS = [
    ("volunteer", "志愿服务"),
    ("culture", "文体活动"),
    ("mutual_aid", "邻里互助"),
    ("governance", "议事协商"),
    ("elderly", "为老服务"),
    ("children", "为小服务"),
    ("mediation", "纠纷调解"),
    ("safety", "平安建设"),
    ("livelihood", "便民服务"),
    ("other", "其他"),
]

# What an activity was about.
COMMUNITY_TOPICS = [
    ("elderly", "为老服务"),
    ("children", "为小服务"),
    ("disabled", "助残"),
    ("neighbours", "邻里守望"),
    ("culture", "文化体育"),
    ("environment", "环境整治"),
    ("safety", "平安巡防"),
    ("deliberation", "议事协商"),
    ("training", "学习培训"),
    ("other", "其他"),
]

_ASSOCIATIONS, _SERVICES = "《社会团体登记管理条例》第十条", "《民办非企业单位登记管理暂行条例》第八条"
_FOUNDATIONS = "《基金会管理条例》第八条"
# type, way to the same end, measure ("" = a person checks), from how many on, words, source, compared with the text
REGISTRATION_CONDITIONS = [
    ("1", "members", "individual_members", 50, "有 50 个以上的个人会员", _ASSOCIATIONS, True),
    ("1", "members", "unit_members", 30, "有 30 个以上的单位会员", _ASSOCIATIONS, True),
    ("1", "members", "mixed_members", 50, "个人会员、单位会员混合组成的，会员总数不少于 50 个", _ASSOCIATIONS, True),
    ("1", "funds", "funds_yuan", 30_000, "有 3 万元以上活动资金（地方性社会团体）", _ASSOCIATIONS, True),
    ("1", "name", "", None, "有规范的名称和相应的组织机构", _ASSOCIATIONS, False),
    ("1", "residence", "", None, "有固定的住所", _ASSOCIATIONS, False),
    ("1", "liability", "", None, "有独立承担民事责任的能力", _ASSOCIATIONS, False),
    ("2", "name", "", None, "有规范的名称、必要的组织机构", _SERVICES, False),
    ("2", "property", "", None, "有与其业务活动相适应的合法财产、从业人员和场所", _SERVICES, False),
    ("3", "funds", "funds_yuan", 2_000_000, "原始基金不低于 200 万元，且为到账货币资金", _FOUNDATIONS, True),
]
