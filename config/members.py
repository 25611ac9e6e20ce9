"""Member enterprises: the words by which their lists are read and their names are compared."""

# Headings under which a list may give each column; the first one stands in the template to download.
MEMBER_COLUMNS = {
    "name": ("企业名称", "会员名称", "单位名称", "会员单位", "会员企业", "名称"),
    "uscc": ("统一社会信用代码", "信用代码", "社会信用代码"),
    "region": ("所在区县", "区县", "地区"),
    "post": ("会员职务", "职务", "会员类别"),
    "since": ("入会日期", "入会时间", "加入日期"),
}
MEMBER_IMPORT_ROWS = 2000  # longer lists are split
# What two ways of writing one name may differ in: the legal form.
MEMBER_NAME_FORMS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "公司", "集团")
