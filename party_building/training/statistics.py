"""Published numbers of training: of the year up to the day. Persons are attendances (人次), never heads."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from party_building.training.models import ClassSignUp, TrainingClass
from party_building.training.queries import year_of
from registry.organizations.models import Organization


class _OfTheYear(Indicator):
    topic = "party_work"
    period_kind = PeriodKind.FLOW
    source = "党校培训登记"

    @staticmethod
    def days(as_of: datetime.date) -> tuple[datetime.date, datetime.date]:
        return year_of(as_of.year, as_of)


class TrainingClasses(_OfTheYear):
    code = "training_classes"
    title = "党校培训场次"
    unit = "场"
    formula = "本年1月1日至统计日已举办的培训班数"
    population = "已登记到课情况的培训班；按主办的党建工作机构所在区县归集"
    phrase = "举办党校培训{numerator}场"
    row_columns = (
        Column("title", "班次", kind="title"),
        Column("held_on", "举办日期", kind="date"),
        Column("department", "主办单位", value="department.name"),
    )
    row_sorts = (Sort("held_on", "举办日期", ("-held_on", "-id")),)
    row_links = ("department",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return TrainingClass.objects.within(scope).held(*self.days(as_of))


class TrainingPersons(_OfTheYear):
    code = "training_persons"
    title = "党校培训人次"
    unit = "人次"
    formula = "本年1月1日至统计日参加培训的人次，一人参加两场计两次"
    population = "培训班到课名单"
    phrase = "培训{numerator}人次"
    row_columns = (
        Column("organization", "社会组织", kind="title", value="organization.name"),
        Column("training_class", "班次", value="training_class.title"),
        Column("held_on", "举办日期", kind="date", value="training_class.held_on"),
    )
    row_sorts = (Sort("organization", "社会组织", ("organization__pinyin", "id")),)
    row_links = ("organization", "training_class")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return ClassSignUp.objects.within(scope).attended(*self.days(as_of))


class TrainedOrganizations(_OfTheYear):
    code = "trained_organizations"
    title = "参加党校培训的社会组织"
    formula = "本年1月1日至统计日有人参加培训的社会组织数，一家参加多场计一家"
    population = "培训班到课名单"
    phrase = "{numerator}家社会组织参加培训"

    def numerator(self, scope: Scope, as_of: datetime.date):
        came = ClassSignUp.objects.attended(*self.days(as_of)).values("organization")
        return Organization.objects.within(scope).as_of(as_of).filter(pk__in=came)
