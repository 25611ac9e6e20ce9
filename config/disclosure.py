"""What is public: one table. A fact that has no row here reaches no public page, no search result, no API, no file.

Bases are named, never quoted; rows whose article was not yet compared with the original say so. Never here: party
members and party organizations, candidates and their review, complainants, leads, risk alerts, drafts, internal
opinions, rankings, telephone numbers, anything of a person but the name of the legal representative.
"""

import datetime

from registry.disclosures.table import Disclosure, Reach
from registry.report_publications.table import ReportDisclosure

PAGE, LIST, BULK = Reach.PAGE, Reach.LIST, Reach.BULK
EVERYWHERE, ONE_PAGE, NO_LIST = frozenset({PAGE, LIST, BULK}), frozenset({PAGE}), frozenset({PAGE, BULK})

LICENCES = "《政府信息公开条例》第二十条第（五）项：行政许可的办理结果"
CREDIT = "《社会组织信用信息管理办法》（民政部令第60号）"
CHARITY = "《慈善法》"
LICENCES_FROM = datetime.date(2019, 5, 15)
CREDIT_FROM = datetime.date(2018, 1, 24)
CHARITY_FROM = datetime.date(2016, 9, 1)


def _item(key: str, label: str, reaches: frozenset[Reach], note: str = "", **shape: str) -> Disclosure:
    """登记事项: a result of registration."""
    return Disclosure(key, label, LICENCES, LICENCES_FROM, reaches, note, **shape)


DISCLOSURES = (
    _item("name", "名称", EVERYWHERE),
    _item("uscc", "统一社会信用代码", EVERYWHERE),
    _item("legacy_reg_no", "原登记证号", EVERYWHERE, "换发统一社会信用代码之前的证书编号"),
    _item("org_type", "类型", EVERYWHERE, shape="code", values="1社会团体，2社会服务机构（民办非企业单位），3基金会"),
    _item(
        "status", "登记状态", EVERYWHERE, "内部整改等措施不作为状态公开", shape="object",
        values="status：active存续，suspended停止活动，liquidating正在清算，cancelled已注销登记，revoked已被撤销登记，"
        "certificate_revoked已被吊销登记证书；words：说明文字",
    ),
    Disclosure(
        "standing", "信用状况", f"{CREDIT}第十一条、第十五条", CREDIT_FROM, EVERYWHERE,
        "只公开当前有效且有决定文书的列入信息；移出后不保留公开痕迹", is_verified=False, shape="object",
        values="standing：clear未被列入，abnormal活动异常名录，serious严重违法失信名单，under_verification正在核对；"
        "since：列入日期，未列入的没有这一项",
    ),
    Disclosure(
        "fundraising", "慈善组织和公开募捐资格", f"{CHARITY}第十条、第二十二条", CHARITY_FROM, EVERYWHERE,
        is_verified=False, shape="object",
        values="is_charity：是否慈善组织；has_public_fundraising：是否有公开募捐资格",
    ),
    _item("registered_on", "成立登记日期", NO_LIST, shape="date"),
    _item("registering_authority", "登记管理机关", EVERYWHERE),
    _item("business_supervisor", "业务主管单位", NO_LIST),
    _item("district", "所在区县", NO_LIST, shape="code", values="12位行政区划代码；CSV文件中为名称"),
    _item("address", "住所", ONE_PAGE, "只在本组织页面公开，不进入批量数据"),
    _item("business_scope", "业务范围", ONE_PAGE),
    _item("registered_funds", "注册资金", NO_LIST, shape="decimal"),
    _item("certificate", "证书有效期", ONE_PAGE, "以“证书载明有效期”表述，以登记管理机关核验为准"),
    _item("legal_representative", "法定代表人", ONE_PAGE, "只公开姓名，不进入批量数据"),
    _item("former_names", "曾用名", EVERYWHERE, shape="texts"),
    Disclosure(
        "annual_reports", "年度报告", f"{CREDIT}第七条", CREDIT_FROM, NO_LIST,
        "已报送的年度和报送日期；公布后另有结论和下列规定可以公开的数据。不公开审查过程、党建内容、人员姓名和电话",
        shape="objects",
        values="year：报告年度；filed_on：报送日期；published_on：公布日期；conclusion：年检结论（qualified合格，"
        "basically_qualified基本合格，unqualified不合格）；corrected：曾经更正；figures：可以公开的数据（元）",
    ),
)  # fmt: skip

FOUNDATION = "3"
FOUNDATIONS_REGULATION, FOUNDATIONS_FROM = "《基金会管理条例》第三十八条", datetime.date(2004, 6, 1)


def _charity(key: str, label: str, *codes: str, **more) -> ReportDisclosure:
    return ReportDisclosure(
        key, label, codes or (key,), f"{CHARITY}第七十八条", CHARITY_FROM, charities_only=True, **more
    )


def _foundation(key: str, label: str, *codes: str, **more) -> ReportDisclosure:
    basis = FOUNDATIONS_REGULATION
    return ReportDisclosure(key, label, codes or (key,), basis, FOUNDATIONS_FROM, org_types=(FOUNDATION,), **more)


# The public part of a published report. A figure stands here once for foundations and once for other charities; the
# first row that applies is shown. Codes: of the statements since FY2025 first, then of the summary before. Never:
# party matters, names of persons, telephone numbers, staff pay.
REPORT_DISCLOSURES = (
    _foundation("total_income", "收入合计", "ba_11_total", "total_income"),
    _foundation("donation_income", "捐赠收入", "ba_1_total", "donation_income"),
    _foundation("total_cost", "费用合计", "ba_35_total", "total_cost"),
    _foundation("charity_expenditure", "公益事业支出"),
    _foundation("management_cost", "管理费用", "ba_21_total", "management_cost"),
    _foundation("net_assets_end", "年末净资产", "bs_110_end", "net_assets_end"),
    _charity("total_income", "收入合计", "ba_11_total", "total_income"),
    _charity("donation_income", "捐赠收入", "ba_1_total", "donation_income"),
    _charity("total_cost", "费用合计", "ba_35_total", "total_cost"),
    _charity("charity_expenditure", "慈善活动支出"),
    _charity("management_cost", "管理费用", "ba_21_total", "management_cost"),
    _charity("net_assets_end", "年末净资产", "bs_110_end", "net_assets_end"),
)

# Groups that are only filed with a street: name and purpose, and to whoever holds a printed proof whether it is good.
_FILED = "备案单位的公开范围由本地确定；只列名称和宗旨"
COMMUNITY_DISCLOSURES = (
    Disclosure("name", "名称", _FILED, LICENCES_FROM, frozenset({PAGE, LIST}), is_verified=False),
    Disclosure("purpose", "宗旨和活动内容", _FILED, LICENCES_FROM, frozenset({PAGE, LIST}), is_verified=False),
    Disclosure("street", "备案镇街", _FILED, LICENCES_FROM, ONE_PAGE, is_verified=False),
    Disclosure("state", "备案状态", _FILED, LICENCES_FROM, ONE_PAGE, is_verified=False),
)

# The two lists of credit supervision: the state of today, and only what rests on a decision document. An entry that
# was removed, or was wrong, vanishes here and in every file at once.
_LISTS = f"{CREDIT}第十一条、第十五条"
CREDIT_LIST_DISCLOSURES = (
    Disclosure("name", "名称", _LISTS, CREDIT_FROM, frozenset({LIST}), is_verified=False),
    Disclosure("uscc", "统一社会信用代码", _LISTS, CREDIT_FROM, frozenset({LIST}), is_verified=False),
    Disclosure("ground", "列入情形", _LISTS, CREDIT_FROM, frozenset({LIST}), is_verified=False),
    Disclosure("authority", "决定机关", _LISTS, CREDIT_FROM, frozenset({LIST}), is_verified=False),
    Disclosure("listed_on", "列入日期", _LISTS, CREDIT_FROM, frozenset({LIST}), is_verified=False, shape="date"),
)

# Grounds of a listing that a public page may name, in words that carry nothing personal. Any other recorded ground
# reads "情形见决定文书".
PUBLIC_GROUNDS = frozenset(
    {
        "未按规定时限和要求报送年度工作报告",
        "连续未报送年度报告",
        "未按期完成整改",
        "受到警告或者不满五万元罚款处罚",
        "通过登记的住所无法取得联系",
        "被列入活动异常名录满两年",
        "公开募捐不符合规定",
        "法律、行政法规规定的其他情形",
        "变更登记被撤销",
        "受到限期停止活动处罚",
        "受到五万元以上罚款处罚",
        "三年内两次以上受到警告或者不满五万元罚款处罚",
        "被纳入失信被执行人名单",
        "被吊销登记证书或者撤销设立登记",
    }
)
