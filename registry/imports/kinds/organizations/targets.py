"""What a column of a list of organizations can mean."""

from registry.imports.targets import Target

TARGETS = (
    Target("name", "名称", ("名称", "组织名称", "社会组织名称", "单位名称", "机构名称", "name", "name_2013", "全称"),
           "名单当时的名称"),
    Target("later_name", "现用名称", ("现名称", "现用名称", "变更后名称", "更名后名称", "name_later", "new_name"),
           "有更名时填写；名称一列作为曾用名"),
    Target("uscc", "统一社会信用代码",
           ("统一社会信用代码", "统一信用代码", "社会信用代码", "信用代码", "uscc", "uscc_later")),
    Target("platform_id", "平台编号", ("组织平台编号",), "由导出用于修改的表带出，不作修改", is_key=True),
    Target("org_code", "组织机构代码", ("组织机构代码", "机构代码", "组织代码", "org_code", "org_code_raw")),
    Target("legacy_reg_no", "登记证号", ("登记证号", "登记证书号", "证书编号", "证号", "登记号", "cert_no")),
    Target("org_type", "组织类型", ("组织类型", "社会组织类型", "机构类型", "类型", "类别", "org_type")),
    Target("fundraising", "公募或非公募", ("公募或非公募", "基金会类型", "募捐类型", "fund_type")),
    Target("registered_on", "成立登记日期",
           ("成立登记日期", "成立日期", "登记日期", "成立时间", "登记时间", "批准日期", "founded", "founded_raw")),
    Target("registered_funds_yuan", "注册资金",
           ("注册资金", "开办资金", "活动资金", "原始基金", "注册资金(万元)", "original_fund", "original_fund_raw")),
    Target("city", "所在地区",
           ("所在地区", "所在市", "城市", "市", "区县", "所属区县", "行政区划", "city", "city_raw")),
    Target("address", "住所", ("住所", "地址", "办公地址", "住址", "address")),
    Target("business_supervisor", "业务主管单位", ("业务主管单位", "主管单位", "业务主管部门", "supervising_unit")),
    Target("business_scope", "业务范围或领域", ("业务范围", "活动领域", "领域", "关注领域", "focus")),
    Target("full_time_staff", "专职工作人员数", ("专职工作人员数", "专职人员", "专职人数", "full_time_staff")),
    Target("volunteers", "志愿者数", ("志愿者数", "志愿者", "volunteers")),
    Target("evaluation", "评估等级", ("评估等级", "评估", "等级", "evaluation", "evaluation_raw"), "只作记录"),
    Target("tax_status", "税收资格", ("税收资格", "免税资格", "税前扣除资格", "tax_status"), "只作记录"),
    Target("phone_public", "对外联系电话", ("联系电话", "电话", "办公电话", "phone")),
)  # fmt: skip
LABELS = {
    "region_id": "所在地区",
    "business_supervisor_id": "业务主管单位",
    "has_public_fundraising": "公开募捐资格",
    "headcount": "人员规模",
    "place": "所在地区和住所",
    "supervising_authority": "监督管理机关",
    "status": "状态",
    "former_name": "曾用名",
}
