"""What is public: one table. A fact that has no row here reaches no public page, no search result, no API, no file.

Bases are named, never quoted; rows whose article was not yet compared with the original say so. Never here: party
members and party organizations, candidates and their review, complainants, leads, risk alerts, drafts, internal
opinions, rankings, telephone numbers, anything of a person but the name of the legal representative.
"""

import datetime

from registry.disclosures.table import Disclosure, Reach

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
        "annual_reports", "年度报告", f"{CREDIT}第七条", CREDIT_FROM, ONE_PAGE,
        "只公开已报送的年度和报送日期，不公开报告内容和审查过程",
    ),
)  # fmt: skip

# Groups that are only filed with a street: name and purpose, and to whoever holds a printed proof whether it is good.
_FILED = "备案单位的公开范围由本地确定；只列名称和宗旨"
COMMUNITY_DISCLOSURES = (
    Disclosure("name", "名称", _FILED, LICENCES_FROM, frozenset({PAGE, LIST}), is_verified=False),
    Disclosure("purpose", "宗旨和活动内容", _FILED, LICENCES_FROM, frozenset({PAGE, LIST}), is_verified=False),
    Disclosure("street", "备案镇街", _FILED, LICENCES_FROM, ONE_PAGE, is_verified=False),
    Disclosure("state", "备案状态", _FILED, LICENCES_FROM, ONE_PAGE, is_verified=False),
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
    }
)
