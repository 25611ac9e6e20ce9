"""The rows behind a number, as a list."""

import datetime

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from core.access.actor import Actor
from core.access.scope import NOTHING
from core.indicators import figures
from core.indicators.base import indicator
from core.listing import Column, Filters, ListPage, Sort
from registry.organizations.models import Organization


def organization_of(row):
    """Rows are organizations or belong to one."""
    return getattr(row, "organization", row)


def organization_url(row) -> str:
    try:
        return reverse("staff:organizations:detail", args=[organization_of(row).pk])
    except NoReverseMatch:
        return ""


_OFFICES = ("business_supervisor", "industry_department", "supervising_authority")
_COLUMNS = (
    Column("name", "名称", value=lambda row: organization_of(row).name, kind="title", url=organization_url, width=36),
    Column(
        "uscc", "统一社会信用代码", value=lambda row: organization_of(row).uscc, kind="code", width=22, phone=False
    ),
    Column("district", "区县", value=lambda row: organization_of(row).district),
    Column("responsible", "责任部门", value=lambda row: _responsible(organization_of(row)), width=28),
    Column(
        "supervising",
        "监督管理机关",
        value=lambda row: organization_of(row).supervising_authority,
        width=28,
        phone=False,
    ),
)
# What rows that only belong to an organization say themselves, where they have the field.
_OF_ROWS = (
    Column("year", "报告年度", value=lambda row: str(row.year)),
    Column("due_on", "截止日期", kind="date"),
    Column("enterprise", "会员企业", value="enterprise.name", width=36),
)


def _responsible(organization):
    return organization.business_supervisor or organization.industry_department


def _fields(model) -> set[str]:
    return {field.name for field in model._meta.fields}


class NoFilters(Filters):
    """The number decided what is counted."""


class RowsPage(ListPage):
    """Made with plain values: indicator (code), part, as_of (ISO day), unit, id."""

    title = "统计明细"
    unit = "家"
    filters = NoFilters
    template = "supervision/dashboards/staff_rows.html"
    empty_title = "没有记录"
    empty_text = "该数字为零，或相关组织已不在您的查看范围内。"
    indicator: str
    part: str
    as_of: str
    id: int | str = 0

    def __init__(self, **given):
        super().__init__(**given)
        self.by = given.get("unit", "")
        self.day = datetime.date.fromisoformat(self.as_of)
        self.source = indicator(self.indicator)
        self.model = self._model()
        self.is_special = bool(self.source.row_columns) and self.model is not Organization
        self.unit = self.source.unit if self.is_special or not self.source.row_columns else "家"

    def queryset(self, actor: Actor):
        rows = figures.rows(self.source, self.part, actor, self.day, self.by, self.id)
        if self.is_special:
            return rows.select_related(*self.source.row_links)
        named = [name for name in ("enterprise",) if name in _fields(rows.model)]
        return rows.select_related(*(f"{self._prefix(rows)}{name}" for name in ("district", *_OFFICES)), *named)

    def _model(self) -> type[Model]:
        """What the number counts; numerator and denominator may count different things."""
        rows = self.source.denominator(NOTHING, self.day) if self.part == figures.DENOMINATOR else None
        return (self.source.numerator(NOTHING, self.day) if rows is None else rows).model

    @staticmethod
    def _prefix(rows) -> str:
        return getattr(rows, "scope_prefix", "")

    @property
    def sorts(self):
        if self.is_special and self.source.row_sorts:
            return self.source.row_sorts
        prefix = "" if self.model is Organization else self._prefix(self.source.numerator(NOTHING, self.day))
        names = Sort("name", "名称", (f"{prefix}pinyin",))
        return (names,)

    @property
    def columns(self):
        if self.is_special:
            return self.source.row_columns
        found = [*_COLUMNS]
        names = _fields(self.model)
        found += [column for column in _OF_ROWS if column.key in names]
        return tuple(found)
