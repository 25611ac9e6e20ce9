import datetime
import re

from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, Region, RegionLevel
from core.writeoff.forms import units
from registry.organizations.named_field import OrganizationsField
from supervision.supervision_visits.models import VisitUnit
from supervision.supervision_visits.states import LEAST_MEMBERS, Outcome, VisitKind

_SPLIT = re.compile(r"[\s，,、：:]+")


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


class MembersField(forms.CharField):
    """One a line: a name, then the post. Cleans to (name, post) pairs."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value) -> list[tuple[str, str]]:
        found = []
        for line in super().clean(value).splitlines():
            name, *rest = _SPLIT.split(line.strip(), maxsplit=1)
            if name:
                found.append((name[:40], (rest[0] if rest else "")[:80]))
        found = list(dict.fromkeys(found))
        if len(found) < LEAST_MEMBERS:
            raise forms.ValidationError(f"督导走访人员不得少于{LEAST_MEMBERS}人，每行一人。")
        return found


class PlanForm(forms.Form):
    kind = forms.ChoiceField(
        label="类别",
        choices=VisitKind.choices,
        help_text="督导的对象是单位和区县，指导走访的对象是社会组织，分别统计。",
    )
    title = forms.CharField(label="主题", max_length=120)
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="文件、计划或会议。")
    aim = forms.CharField(label="内容", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    planned_on = day_field("计划日期")
    members = MembersField(label="人员", help_text="每行一人：姓名 单位和职务；不少于2人。")
    offices = forms.ModelMultipleChoiceField(
        label="督导单位（部门、镇街）", queryset=Department.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )  # fmt: skip
    districts = forms.ModelMultipleChoiceField(
        label="督导区县", queryset=Region.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    organizations = OrganizationsField(label="走访社会组织", required=False)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["offices"].queryset = units().exclude(pk=actor.department_id)
        places = Region.objects.current().of_home().filter(level=RegionLevel.DISTRICT)
        self.fields["districts"].queryset = places.order_by("code")
        self.fields["organizations"].actor = actor


class HoldForm(forms.Form):
    held_on = day_field("开展日期")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["held_on"].initial = clock.today()


class RecordForm(forms.Form):
    outcome = forms.ChoiceField(label="情况", choices=Outcome.choices, widget=forms.RadioSelect)
    findings = forms.CharField(
        label="了解的情况和指导意见", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="不要求附照片和签到。",
    )  # fmt: skip
    persons = forms.IntegerField(label="接受指导人次", min_value=0, max_value=999, required=False)

    def clean_persons(self) -> int:
        return self.cleaned_data["persons"] or 0


class ProblemForm(forms.Form):
    words = forms.CharField(label="问题", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    responsible = forms.ModelChoiceField(
        label="整改责任单位", queryset=Department.objects.none(), empty_label="请选择"
    )
    due_on = day_field("整改期限")

    def __init__(self, *args, unit: VisitUnit, **options):
        super().__init__(*args, **options)
        self.fields["responsible"].queryset = units()
        body = unit.organization
        office = body.responsible_department_id or body.supervising_authority_id if body else unit.department_id
        self.fields["responsible"].initial = office
        self.fields["due_on"].initial = clock.today() + datetime.timedelta(days=30)


class FollowUpForm(forms.Form):
    follow_up_on = day_field("回访日期")
