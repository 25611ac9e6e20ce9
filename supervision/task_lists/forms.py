import datetime
import re

from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import VersionedModelForm
from core.writeoff.forms import units
from registry.organizations.named_field import OrganizationsField
from supervision.task_lists.actions import Order
from supervision.task_lists.models import Task
from supervision.task_lists.states import Frequency, OwnerRule

_LINE = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})[\s，,：:]+(.{2,120})$")
REPEAT = (("", "不重复"), *Frequency.choices)


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class MilestonesField(forms.CharField):
    """One a line: a date and words. Cleans to a list of (date, words)."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options):
        options.setdefault("help_text", "每行一个，如：2026-06-30 完成摸底。可不填。")
        super().__init__(required=False, **options)

    def clean(self, value) -> list[tuple[datetime.date, str]]:
        found = []
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            match = _LINE.match(line.strip())
            day = _date(match.group(1)) if match else None
            if match is None or day is None:
                raise forms.ValidationError(f"“{line.strip()[:40]}”没有写成“日期 内容”，如：2026-06-30 完成摸底。")
            found.append((day, match.group(2).strip()))
        return found


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date(*(int(part) for part in text.split("-")))
    except ValueError:
        return None


class TaskForm(VersionedModelForm):
    """The order itself. Milestones, helpers and rhythm are asked once, with the draft."""

    class Meta:
        model = Task
        fields = (
            "title", "source_kind", "source_title", "source_number", "source_on", "requirement", "lead", "lead_person",
            "due_on",
        )  # fmt: skip
        widgets = {"source_on": day_input(), "due_on": day_input(), "requirement": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "source_title": "如：关于推动社会组织高质量发展的20条措施。",
            "requirement": "写明做什么、做到什么程度。不要求附照片、截图；没有变化的，承办单位一键登记。",
            "lead": "任务的责任单位；列入多个单位时，由其牵头。",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["lead"].queryset = units()
        self.fields["source_kind"].initial = "own"


class DraftForm(TaskForm):
    partners = forms.ModelMultipleChoiceField(
        label="协办单位", queryset=Department.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}), help_text="可不选；可以看到任务并登记时间节点。",
    )  # fmt: skip
    milestones = MilestonesField(label="时间节点")
    frequency = forms.ChoiceField(
        label="重复", choices=REPEAT, required=False, help_text="每期开始时由系统自动下达下一期，单位和要求相同。"
    )
    due_day = forms.IntegerField(
        label="每期截止日", required=False, min_value=1, max_value=28,
        help_text="重复的任务填写：每期最后一个月的第几日；首期的完成期限也按此确定。",
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["partners"].queryset = units()
        self.fields["due_on"].required = False
        self.fields["due_on"].help_text = "重复的任务不填。"

    def clean(self):
        data = super().clean()
        if data.get("frequency"):
            if not data.get("due_day") and "due_day" not in self.errors:
                self.add_error("due_day", "重复的任务请填写每期截止日。")
        elif not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "请填写完成期限。")
        elif data.get("due_on") and data["due_on"] < clock.today():
            self.add_error("due_on", "完成期限不能早于今天。")
        return data

    @property
    def told(self) -> dict:
        data = dict(self.changes)
        more = {name: data.pop(name) for name in ("partners", "milestones", "frequency", "due_day")}
        return {"order": Order(**{**data, "due_on": data["due_on"] or clock.today()}), **more}


class OfficesForm(forms.Form):
    offices = forms.ModelMultipleChoiceField(
        label="承办单位", queryset=Department.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个单位。"},
    )  # fmt: skip
    problem = forms.CharField(
        label="具体事项", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="不填的，以任务要求为准。",
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["offices"].queryset = units()


class OwnerForm(forms.Form):
    """With the conditions of the register's list above it."""

    owner = forms.ChoiceField(label="由谁办理", choices=OwnerRule.choices, initial=OwnerRule.LEAD)


class NamesForm(OwnerForm):
    organizations = OrganizationsField(label="社会组织")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["organizations"].actor = actor


class ReachForm(forms.Form):
    done_on = forms.DateField(label="完成日期", widget=day_input())

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["done_on"].initial = clock.today()


class CancelForm(forms.Form):
    document = forms.CharField(label="撤销依据（文件及文号）", max_length=120)
    comment = forms.CharField(label="撤销理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
