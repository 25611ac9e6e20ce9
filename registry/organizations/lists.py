"""The organization list: columns, sorts, and what is said around them."""

import dataclasses
from functools import cache
from urllib.parse import urlencode

from django.conf import settings
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.departments.models import RegionLevel
from core.listing import Column, ListPage, Sort
from core.listing.filters import clean
from core.listing.keyset import Order, token
from core.pages.navigation import row_address
from registry.organizations import past, queries
from registry.organizations.filters import OrganizationFilters, as_of_day
from registry.organizations.models import Organization
from registry.organizations.states import Standing, Status

STATUS_TONES = {
    Status.NORMAL: "ok",
    Status.RECTIFYING: "warning",
    Status.SUSPENDED: "warning",
    Status.LIQUIDATING: "warning",
    Status.REVOKED: "danger",
    Status.CERTIFICATE_REVOKED: "danger",
}
STANDING_TONES = {Standing.CLEAR: "ok", Standing.ABNORMAL: "warning", Standing.SERIOUS: "danger"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FIRST_DAY = "1949-10-01"  # any day that is past


def status_pair(row: Organization) -> tuple[str, str]:
    return row.get_status_display(), STATUS_TONES.get(row.status, "neutral")


def adverse_pair(row: Organization) -> tuple[str, str] | None:
    """The list names only what stands against an organization."""
    return None if row.standing == Standing.CLEAR else standing_pair(row)


def standing_pair(row: Organization) -> tuple[str, str]:
    return row.get_standing_display(), STANDING_TONES.get(row.standing, "neutral")


def kind_words(row: Organization) -> str:
    words = [
        (row.is_industry_association, "行业协会商会"),
        (row.is_nonlocal_chamber, "异地商会"),
        (row.is_charity, "慈善组织"),
        (row.has_public_fundraising, "公开募捐资格"),
        (row.is_hub, "枢纽型"),
        (row.is_federation, "社区社会组织联合会"),
    ]
    return "、".join(word for holds, word in words if holds)


def clause_word(holds: bool | None) -> str:
    return {True: "已入章", False: "未入章"}.get(holds, "未录入章程")


def _under_name(row: Organization) -> str:
    hit = getattr(row, "former_hit", "")
    return f"曾用名：{hit}" if hit else ""


def _number(row: Organization) -> str:
    return row.uscc or row.legacy_reg_no or row.org_code


def _responsible(row: Organization) -> str:
    return row.business_supervisor or row.industry_department or ""


def _responsible_as(row: Organization) -> str:
    return "" if row.business_supervisor or not row.industry_department else "行业管理部门"


def _tags(row: Organization) -> str:
    """In the words of the reader's office; lent by another capability."""
    return "、".join(getattr(row, "tag_labels", ()))


def place(row: Organization) -> str:
    parts = [row.city, row.district, row.street]
    if row.district and row.city and row.city.code == settings.HOME_CITY_CODE:
        parts = parts[1:]
    return "·".join(str(part) for part in parts if part) or "未匹配区划"


class OrganizationList(ListPage):
    """`as_of` (ISO date or "") decides whether rows are read from the current columns or from the facts."""

    url_name = "staff:organizations:list"
    own_keys = ("as_of",)
    as_of = ""
    title = "组织名录"
    unit = "家"
    filters = OrganizationFilters
    template = "registry/organizations/staff_list.html"
    columns = (
        Column("name", "名称", kind="title", url=lambda row: detail_url(row), sub=_under_name, sort="name", width=40),
        Column("uscc", "信用代码", value=_number, kind="code", width=22),
        Column("org_type", "类型", value="get_org_type_display", sub=kind_words),
        Column("responsible", "业务主管单位", value=_responsible, sub=_responsible_as, width=28),
        Column("supervising_authority", "监督管理机关", width=24, phone=False),
        Column("place", "所在地", value=place, width=28, phone=False),
        Column("status", "状态", value=status_pair, kind="badge"),
        Column("standing", "信用", value=adverse_pair, kind="badge"),
        Column("registered_on", "成立日期", kind="date", sort="registered_on", phone=False),
        Column("tags", "标签", value=_tags, shown=False, phone=False),
        Column("legacy_reg_no", "原登记证号", shown=False, width=24),
        Column("registering_authority", "登记管理机关", shown=False, width=24),
        Column("industry_department", "行业管理部门", shown=False, width=24),
        Column("party_superior", "党建责任单位", shown=False, width=24),
        Column("supervision_mode", "管理方式", value="get_supervision_mode_display", shown=False),
        Column("address", "住所", shown=False, width=40),
        Column("registered_funds_yuan", "注册资金（元）", kind="yuan", shown=False),
        Column("full_time_staff", "专职工作人员数", kind="number", shown=False),
        Column("industry", "行业分类", shown=False),
        Column("business_scope", "业务范围", shown=False, width=40),
        Column("certificate_until", "证书载明有效期至", kind="date", shown=False),
        Column("has_party_clause", "党建入章", value=lambda row: clause_word(row.has_party_clause), shown=False),
        Column(
            "has_core_values_clause",
            "核心价值观入章",
            value=lambda row: clause_word(row.has_core_values_clause),
            shown=False,
        ),
        Column("legal_representative", "法定代表人", shown=False, permission="officers.view"),
    )
    sorts = (
        Sort("name", "名称", ("pinyin", "pk")),
        Sort("registered_on", "成立日期", ("registered_on", "pk")),
    )
    empty_title = "您的范围内还没有社会组织"
    empty_text = "名录由监督管理机关登记或导入。如与实际不符，请联系系统管理员核对您的岗位范围。"
    empty_action = ("staff:imports:list", "导入名录", "imports.upload")
    more_exports = (("staff:imports:sheet", "导出用于修改的表", "imports.upload"),)
    export_permission = "organizations.export"
    export_url_name = "staff:organizations:export"

    @property
    def lead(self) -> str:
        day = as_of_day(self.as_of)
        return f"{day:%Y年%-m月%-d日}的登记状态" if self._is_past else "登记、备案的社会组织及其责任单位"

    @property
    def _is_past(self) -> bool:
        return as_of_day(self.as_of) != clock.today()

    def queryset(self, actor: Actor):
        rows = Organization.objects.visible_to(actor).as_of(as_of_day(self.as_of))
        for path in settings.ORGANIZATION_LIST_ROWS:
            rows = import_string(path)(rows, actor)
        return rows

    def bulk_actions(self):
        return tuple(import_string(path) for path in settings.ORGANIZATION_BULK)

    def sort(self, key: str) -> Sort:
        chosen = super().sort(key)
        if not self._is_past:
            return chosen
        fields = tuple(f.replace("pinyin", f"{past.PREFIX}pinyin") for f in chosen.fields)
        return dataclasses.replace(chosen, fields=fields)

    def prepare(self, rows: list[Organization], filters: OrganizationFilters) -> None:
        if filters.queryset.reads_facts:
            queries.show_as_of(rows, filters.day)
            for row in rows:
                row.shown_as_of = self.as_of
        else:
            queries.with_links(rows)
        typed = filters.values.get("q", "")
        if typed:
            queries.note_former_names(rows, typed)

    def counted(self, filters: OrganizationFilters):
        rows = filters.qs
        return rows if filters.exact is None else filters.exact

    def cap(self, filters: OrganizationFilters) -> int:
        typed = filters.values.get("q", "")
        return self.count_cap if queries.kind_of(typed) == queries.Kind.NOTHING else queries.COUNTED

    def notices(self, drawn) -> list[dict]:
        found = []
        typed = drawn.filters.values.get("q", "")
        if typed and drawn.total > queries.BOUND:
            text = f"符合“{typed}”的超过{queries.BOUND:,}家，本页只在其中一部分里排序，请缩小范围。"
            found.append({"tone": "warning", "text": text, "url": "", "label": ""})
        districts = [one for one in drawn.filters.regions if one.level == RegionLevel.DISTRICT]
        hint = queries.district_hint(typed, districts) if "district" in drawn.filters.filters else None
        if hint:
            changes = {"district": hint.region.pk, "q": hint.rest}
            label = f"只看住所在{hint.region.name}的" + (f"“{hint.rest}”" if hint.rest else "组织")
            found.append({"tone": "info", "text": "", "url": drawn.url(**changes), "label": label})
        return found

    def extra_context(self, request) -> dict:
        return {"letters": self.letters(request)}

    def letters(self, request) -> list[tuple[str, str]]:
        """A jump to the first name of each letter, in the order by name."""
        kept = clean(request.GET, sort="", at="")
        before = f"{request.path}?{kept}&" if kept else f"{request.path}?"
        return [(letter.upper(), before + edge) for letter, edge in _edges(is_past=self._is_past).items()]


@cache
def _edges(*, is_past: bool) -> dict[str, str]:
    """`at=…` before the first name of each letter: positions in the order by name, signed once."""
    order = Order(OrganizationList(as_of=FIRST_DAY if is_past else "").sort("name"), Organization)
    found = {}
    for letter in LETTERS:
        edge = Organization(pk=0, pinyin=letter)
        edge.then_pinyin = letter
        found[letter] = urlencode({"at": token(order, "after", edge)})
    return found


def detail_url(row: Organization) -> str:
    day = getattr(row, "shown_as_of", "")
    address = row_address("staff:organizations:detail", row.pk)
    return f"{address}?as_of={day}" if day else address
