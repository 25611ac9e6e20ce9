from django import forms

from core import clock
from core.departments.models import Department, DepartmentKind
from core.writeoff.actions import Finding

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx", "xlsx")
_ACCEPT = ",".join(f".{kind}" for kind in FILE_TYPES)
UNITS = (DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.GOVERNMENT, DepartmentKind.PARTY_ORGAN,
         DepartmentKind.APPROVAL_BUREAU, DepartmentKind.STREET)  # fmt: skip


def _day(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


def units():
    return Department.objects.active().of_kind(*UNITS).order_by("region__code", "name")


class ListForm(forms.Form):
    """A list whose rows are entered by hand, or that compares itself with a source."""

    title = forms.CharField(label="台账名称", max_length=120, help_text="如：2026年党组织应建未建清账销号台账。")
    second_department = forms.ModelChoiceField(
        label="复核单位",
        queryset=Department.objects.none(),
        required=False,
        empty_label="不指定",
        help_text="牵头单位自己负责的事项由复核单位确认销号。",
    )
    basis = forms.CharField(label="依据文件", max_length=200, required=False)
    due_on = _day("总体完成期限", "各事项未另定期限的，按此日期。")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["second_department"].queryset = units().exclude(pk=actor.department_id)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError("完成期限不能早于今天。")
        return day


class RowForm(forms.Form):
    subject = forms.CharField(label="对象", max_length=160, help_text="单位、社会组织或事项名称。")
    problem = forms.CharField(label="问题", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    measure = forms.CharField(label="整改措施", max_length=300, required=False)
    responsible = forms.ModelChoiceField(label="责任单位", queryset=Department.objects.none(), empty_label="请选择")
    person = forms.CharField(label="责任人", max_length=60, required=False)
    due_on = _day("完成期限", required=False, help_text="不填为台账的总体期限。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = units()

    def finding(self) -> Finding:
        data = dict(self.cleaned_data)
        return Finding(key="", responsible_id=data.pop("responsible").pk, **data)


class ApplyForm(forms.Form):
    comment = forms.CharField(
        label="办理情况（佐证说明）",
        max_length=500,
        help_text="写明做了什么、何时完成、依据哪份文件。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "申请销号须有佐证：请写明办理情况。"},
    )
    document = forms.FileField(
        label="佐证材料", required=False, help_text="、".join(FILE_TYPES), widget=forms.FileInput({"accept": _ACCEPT})
    )
    more = forms.FileField(label="其他材料", required=False, widget=forms.FileInput({"accept": _ACCEPT}))

    @property
    def uploads(self) -> list:
        return [self.cleaned_data[name] for name in ("document", "more") if self.cleaned_data.get(name)]


class NoteForm(forms.Form):
    text = forms.CharField(
        label="进展情况",
        max_length=500,
        help_text="写明做到哪一步、下一步和预计完成时间。",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明进展情况。"},
    )
    document = forms.FileField(
        label="附件", required=False, help_text="、".join(FILE_TYPES), widget=forms.FileInput({"accept": _ACCEPT})
    )

    @property
    def uploads(self) -> list:
        return [self.cleaned_data["document"]] if self.cleaned_data.get("document") else []


class StrikeForm(forms.Form):
    document = forms.CharField(label="核减依据（文件及文号）", max_length=120)
    comment = forms.CharField(label="核减理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
