"""The list of persons, and the number that may be asked for without standing in the address."""

import django_filters
from django import forms

from core.listing import Column, Filters, ListPage, Sort
from registry.people import queries
from registry.people.models import Person


class PersonFilters(Filters):
    primary = ("q",)
    q = django_filters.CharFilter(method="_named", label="姓名、拼音或首字母")
    born = django_filters.DateFromToRangeFilter(field_name="birth_on", label="出生日期")
    number = django_filters.CharFilter(method="_with_number", label="按号码查找", widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields: list = []

    def _named(self, rows, name, value):
        return queries.named(rows, value)

    def _with_number(self, rows, name, value):
        return queries.with_number(rows, value)

    def chips(self, query):
        """A token says nothing to a person: the chip says what it stands for."""
        return [
            type(chip)("已按号码查找", chip.remove_url) if chip.label.startswith("按号码查找：") else chip
            for chip in super().chips(query)
        ]


class PersonList(ListPage):
    url_name = "staff:people:list"
    title = "人员"
    lead = "在您可查看的社会组织中任职的人员；证件号码和电话加密保存，只显示部分数字。"
    unit = "人"
    filters = PersonFilters
    template = "registry/people/staff_list.html"
    columns = (
        Column("name", "姓名", kind="title", url="staff:people:detail", sort="name"),
        Column("gender", "性别", value="get_gender_display", phone=False),
        Column("birth_on", "出生日期", kind="date", sort="born"),
        Column("id_type", "证件类型", value="get_id_type_display", phone=False),
        Column("id_number", "证件号码", value="id_number_masked", kind="code"),
        Column("phone", "联系电话", value="phone_masked", kind="code", phone=False),
    )
    sorts = (Sort("name", "姓名", ("pinyin", "id")), Sort("born", "出生日期", ("birth_on", "id")))
    empty_title = "还没有登记人员"
    empty_text = "在社会组织的“届期与负责人”页登记任职时，人员随之登记。"

    def queryset(self, actor):
        return Person.objects.visible_to(actor).kept()
