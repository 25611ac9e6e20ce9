from django import forms
from django.db.models import Q

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, Region, RegionLevel
from registry.community_orgs.models import CommunityOrganization
from registry.community_orgs.states import FilingState
from registry.incubation_bases.states import BaseLevel
from registry.organizations.models import Organization


def _day(label: str, help_text: str = "今天或以前。") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


class BaseForm(forms.Form):
    name = forms.CharField(label="名称", max_length=80)
    level = forms.ChoiceField(label="级别", choices=BaseLevel.choices)
    region = forms.ModelChoiceField(label="所在区划", queryset=Region.objects.none(), empty_label="请选择")
    address = forms.CharField(label="地址", max_length=120, required=False)
    operator = forms.CharField(
        label="运营单位", max_length=120, help_text="登记的社会组织填写全称，会自动关联；其他单位照写。"
    )
    area_sqm = forms.DecimalField(label="面积（平方米）", min_value=0, max_digits=9, decimal_places=1, required=False)
    capacity = forms.IntegerField(label="可入驻数", min_value=0, max_value=999, help_text="0 为不限。")
    opened_on = _day("启用日期")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.actor = actor
        here = Department.objects.select_related("region").get(pk=actor.department_id).region
        below = Q(pk=here.pk) | Q(parent=here) | Q(parent__parent=here)
        regions = Region.objects.current().filter(below, level__lte=RegionLevel.TOWNSHIP)
        self.fields["region"].queryset = regions.order_by("code")
        self.fields["region"].label_from_instance = lambda region: region.full_name or region.name

    @property
    def told(self) -> dict:
        data = dict(self.cleaned_data)
        words = data.pop("operator").strip()
        mine = Organization.objects.visible_to(self.actor).filter(name=words).first()
        return {**data, "operator": mine, "operator_name": "" if mine else words}


class StayForm(forms.Form):
    """Who comes in: a filed group by its number or name, or a registered organization by its code or name."""

    who = forms.CharField(
        label="入驻组织", max_length=120, help_text="社区社会组织的备案号或全称，或社会组织的信用代码或全称。"
    )
    valid_from = _day("入驻日期")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["valid_from"].initial = clock.today()

    def clean_who(self) -> dict:
        text = self.cleaned_data["who"].strip()
        groups = CommunityOrganization.objects.visible_to(self.actor).filter(state=FilingState.FILED)
        named = list(groups.filter(Q(filing_no=text) | Q(name=text))[:2])
        bodies = Organization.objects.visible_to(self.actor).active()
        bodies = bodies.filter(uscc=text.upper()) if len(text) == 18 else bodies.filter(name=text)
        found = [{"community_organization": one} for one in named] + [{"organization": one} for one in bodies[:2]]
        if len(found) > 1:
            raise forms.ValidationError("有几个同名的组织，请改填备案号或信用代码。")
        if not found:
            raise forms.ValidationError("没有找到这个组织，请核对备案号、信用代码或全称，并确认在您的管辖范围内。")
        return found[0]


class LeaveForm(forms.Form):
    last_day = _day("离开日期", "最后一天，含当日。")
    outcome = forms.CharField(label="离开情况", max_length=80, help_text="如：已登记为社会组织；孵化期满。")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].initial = clock.today()


class CloseForm(forms.Form):
    closed_on = _day("停用日期", "从这一天起停用；还在驻的组织前一日离开。")
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["closed_on"].initial = clock.today()
