"""What a push may say: one table for the API, the weekly sheet and the form, so that they ask for the same."""

import re
from dataclasses import dataclass

from core import text
from registry.approvals.states import PushKind
from registry.organizations.states import OrgType, SupervisionMode

R, C, X = PushKind.REGISTRATION, PushKind.CHANGE, PushKind.CANCELLATION
ALL = frozenset((R, C, X))
NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{3,63}")


@dataclass(frozen=True)
class Field:
    """`key` is its name in the API; `words` are headers of a sheet that mean it, besides the label.

    `needed` and `allowed` name the kinds of push that must and that may have it; `what` is how it is read.
    """

    key: str
    label: str
    needed: frozenset = frozenset()
    allowed: frozenset = ALL
    what: str = "text"
    longest: int = 200
    words: tuple[str, ...] = ()
    hint: str = ""
    example: str = ""

    def takes(self, kind: str) -> bool:
        return kind in self.allowed


def _field(key, label, needed=(), also=(), **more) -> Field:
    needed = frozenset(needed)
    return Field(key, label, needed, needed | frozenset(also), **more)


FIELDS = (
    _field("external_no", "办件编号", ALL, what="number", longest=64, words=("办件号", "业务编号", "编号"),
           hint="审批局系统中的编号，4 至 64 位字母、数字、-、_、.；同一编号只算一件", example="SP2026060300012"),
    _field("kind", "事项", ALL, what="kind", words=("业务类型", "事项类型", "办理事项"),
           hint="成立登记、变更登记、注销登记", example="成立登记"),
    _field("name", "名称", ALL, what="name", longest=120, words=("社会组织名称", "组织名称", "单位名称"),
           hint="变更、注销登记填办理前的名称", example="霁川市茶文化协会"),
    _field("uscc", "统一社会信用代码", ALL, what="code", longest=18, words=("信用代码", "社会信用代码"),
           hint="表格中须设为文本格式", example="51379900TE5T00016G"),
    _field("document_no", "决定文书号", ALL, longest=100, words=("文书号", "文号", "批准文号"),
           example="霁审社准字〔2026〕12号"),
    _field("decided_on", "决定日期", ALL, what="date", words=("批准日期", "审批日期"), example="2026-06-01"),
    _field("effective_on", "生效日期", ALL, what="date", words=("登记日期", "变更日期", "注销日期"),
           hint="成立、变更或注销自这一天起算，不早于决定日期", example="2026-06-01"),
    _field("supervising_authority", "监督管理机关", (), (R,), what="office", words=("监管机关",),
           hint="不填为同级民政部门", example="霁川市民政局"),
    _field("org_type", "组织类型", (R,), what="type", words=("类型", "社会组织类型"),
           hint="社会团体、社会服务机构、基金会", example="社会团体"),
    _field("supervision_mode", "管理方式", (), (R, C), what="mode", hint="双重管理、直接登记、脱钩",
           example="双重管理"),
    _field("is_industry_association", "行业协会商会", (), (R, C), what="yes", hint="是、否", example="否"),
    _field("is_charity", "慈善组织", (), (R, C), what="yes", hint="是、否", example="否"),
    _field("business_supervisor", "业务主管单位", (), (R, C), what="office", words=("主管单位", "业务主管部门"),
           example="霁川市文化和旅游局"),
    _field("industry_department", "行业管理部门", (), (R,), what="office", words=("行业主管部门",),
           hint="没有业务主管单位时填写"),
    _field("party_superior", "党建责任单位", (), (R,), what="organ", words=("党建工作机构", "党建主管单位")),
    _field("new_name", "变更后名称", (), (C,), what="name", longest=120, words=("新名称", "现名称")),
    _field("region", "所在区划", (), (R, C), what="region", words=("所属区县", "所属镇街", "镇街"),
           hint="区县或镇街的名称或代码", example="听澜街道"),
    _field("address", "住所", (R,), (C,), words=("地址", "变更后住所"), example="望澜区听澜街道水云路8号"),
    _field("legal_representative", "法定代表人", (R,), (C,), what="person", longest=60,
           words=("法人代表", "变更后法定代表人"), hint="只填姓名，不填证件号码", example="张喆"),
    _field("registered_funds_yuan", "注册资金（元）", (), (R, C), what="money", words=("注册资金", "开办资金"),
           example="50000"),
    _field("business_scope", "业务范围", (R,), (C,), longest=2000, words=("变更后业务范围",),
           example="茶文化研究、交流、培训"),
    _field("reason", "注销原因", (), (X,), example="章程规定的解散情形出现"),
)  # fmt: skip
FIELD = {field.key: field for field in FIELDS}
LABELS = {**{field.key: field.label for field in FIELDS}, "": "整行"}
# What a change may change: at least one of them must be said.
CHANGEABLE = (
    "new_name", "address", "region", "legal_representative", "registered_funds_yuan", "business_scope",
    "business_supervisor", "supervision_mode", "is_industry_association", "is_charity",
)  # fmt: skip
KINDS = {word: kind for kind in PushKind for word in (kind.value, kind.label, kind.label.removesuffix("登记"))}
TYPES = {word: one for one in OrgType for word in (one.value, one.label, one.name.lower())}
TYPES |= {"民办非企业单位": OrgType.SERVICE_INSTITUTION, "民非": OrgType.SERVICE_INSTITUTION}
MODES = {word: one for one in SupervisionMode for word in (one.value, one.label)}
YES = {"是": True, "true": True, "1": True, "有": True, "否": False, "false": False, "0": False, "无": False}


def _folded(word: str) -> str:
    return text.fold(word).lower().split("(", 1)[0].strip()


_BY_WORD = {_folded(word): field.key for field in FIELDS for word in (field.key, field.label, *field.words)}


def by_header(header: list[str]) -> list[str]:
    """The key of each column of a sheet, "" for one that means nothing to us; the first of two wins."""
    keys: list[str] = []
    for name in header:
        key = _BY_WORD.get(_folded(name), "")
        keys.append("" if key in keys else key)
    return keys


def shown(key: str, value) -> str:
    """A value of a payload in words."""
    if value is True or value is False:
        return "是" if value else "否"
    table = {"kind": KINDS, "org_type": TYPES, "supervision_mode": MODES}.get(key)
    found = table.get(str(value)) if table else None
    return str(found.label) if found is not None else str(value)


def differences(old: dict, new: dict) -> list[tuple[str, str, str]]:
    """(label, before, after) of the fields in which two payloads differ, in the order of the table."""
    return [
        (field.label, shown(field.key, old.get(field.key, "")), shown(field.key, new.get(field.key, "")))
        for field in FIELDS
        if old.get(field.key, "") != new.get(field.key, "")
    ]
