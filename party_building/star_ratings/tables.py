"""The lists of rounds and of the stars in force."""

import datetime

import django_filters
from django import forms

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.star_ratings.models import StarRating, StarRound, stars_text
from party_building.star_ratings.states import STARS, RoundState

TABS = "party_building/star_ratings/staff_list.html"


class RoundFilters(Filters):
    primary = ("q", "year", "state")

    q = django_filters.CharFilter(field_name="title", lookup_expr="contains", label="名称")
    year = django_filters.NumberFilter(field_name="year", label="年度")
    state = django_filters.ChoiceFilter(choices=RoundState.choices, label="状态")

    class Meta:
        model = StarRound
        fields: list = []


class RoundList(ListPage):
    url_name = "staff:star_ratings:list"
    title = "评星定级"
    lead = "每一轮都须有批准文件；先自评或提名，再由上级拟定、第二人核定、线内公示后公布。"
    unit = "轮"
    template = TABS
    filters = RoundFilters
    columns = (
        Column("title", "名称", kind="title", url="staff:star_ratings:detail", width=40),
        Column("year", "年度", sort="year"),
        Column("department", "组织评定的党组织", value="department.name", width=30),
        Column("document", "批准文件", width=36),
        Column("assess_until", "自评截止", kind="date", phone=False),
        Column("published_on", "公布日期", kind="date"),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("year", "年度", ("-year", "-id")),)
    export_permission, export_url_name = "star_ratings.export", "staff:star_ratings:export_rounds"
    empty_title = "还没有评星定级"
    empty_text = "有批准文件后，点“新建一轮”拟定方案和指标。"
    empty_action = ("staff:star_ratings:create", "新建一轮", "star_ratings.edit")

    def queryset(self, actor: Actor):
        return StarRound.objects.visible_to(actor).select_related("department")


def rating_state(rating: StarRating) -> tuple[str, str]:
    day = getattr(rating, "shown_on", None) or clock.today()
    if rating.is_on(day):
        return "有效", "ok"
    if rating.withdrawn_on and rating.withdrawn_on <= day:
        return "已撤销", "danger"
    return ("未生效", "neutral") if rating.valid_from > day else ("已到期", "neutral")


class RatingFilters(Filters):
    primary = ("q", "stars", "at_least", "state")

    q = django_filters.CharFilter(field_name="unit__name", lookup_expr="contains", label="党组织名称")
    stars = django_filters.ChoiceFilter(choices=[(n, stars_text(n)) for n in STARS], label="星级")
    at_least = django_filters.ChoiceFilter(
        choices=[(n, f"{stars_text(n)}以上") for n in STARS], method="_at_least", label="不低于"
    )
    state = django_filters.ChoiceFilter(
        choices=[("valid", "有效"), ("over", "已到期或撤销")], method="_in_state", label="状态"
    )
    year = django_filters.NumberFilter(field_name="round__year", label="评定年度")
    as_of = django_filters.DateFilter(
        method="_on_the_day", label="查看某日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = StarRating
        fields: list = []

    @property
    def day(self) -> datetime.date:
        return self.values.get("as_of") or clock.today()

    def _at_least(self, rows, name, value):
        return rows.at_least(int(value))

    def _in_state(self, rows, name, value):
        return rows.on(self.day) if value == "valid" else rows.filter(valid_to__lt=self.day)

    def _on_the_day(self, rows, name, value):
        return rows.filter(valid_from__lte=value)


class RatingList(ListPage):
    url_name = "staff:star_ratings:ratings"
    title = "星级党组织"
    lead = "已公布的星级及有效期；到期、撤销的保留记录。"
    unit = "条"
    template = TABS
    filters = RatingFilters
    columns = (
        Column("unit", "党组织", value="unit.name", kind="title", url="staff:star_ratings:rating", width=40),
        Column("stars", "星级", value="stars_text"),
        Column("round", "评定轮次", value="round.title", width=36, phone=False),
        Column("valid_from", "有效期自", kind="date", sort="since"),
        Column("valid_to", "有效期至", kind="date"),
        Column("document", "通报文号", shown=False, width=28),
        Column("superior", "上级党组织", value="unit.superior.name", shown=False, width=28),
        Column("withdrawn_on", "撤销日期", kind="date", shown=False),
        Column("withdrawal_reason", "撤销理由", shown=False, width=40),
        Column("state", "状态", value=rating_state, kind="badge"),
    )
    sorts = (Sort("since", "有效期", ("-valid_from", "-id")),)
    export_permission, export_url_name = "star_ratings.export", "staff:star_ratings:export"
    empty_title = "还没有星级党组织"
    empty_text = "一轮评定公布后出现在这里。"

    def queryset(self, actor: Actor):
        return StarRating.objects.visible_to(actor).select_related("unit__superior", "round")

    def prepare(self, rows: list[StarRating], filters: RatingFilters) -> None:
        for row in rows:
            row.shown_on = filters.day
