import datetime

from django import forms

from core import clock
from core.departments.models import Department
from registry.approvals.fields import FIELDS, MODES, TYPES
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.approvals.reference import OFFICE_KINDS
from registry.approvals.states import Party

FILE_TYPES = ("pdf", "jpg", "png", "ofd")
_CHOICES = {"type": TYPES, "mode": MODES}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="推送表格",
        help_text="接受 .xlsx、.xls、.csv，列名同模板。整表检查无误才接收；同一办件编号重复上传不会重复登记。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": "请选择推送表格。", "empty": "文件是空的，没有可以读取的内容。"},
    )


class AmendForm(forms.Form):
    """One push again, field by field: what stood in it, to be put right. Judged by the same checks as a sheet."""

    def __init__(self, *args, push: ApprovalPush, **kwargs):
        super().__init__(*args, initial=push.payload, **kwargs)
        self.push = push
        for its in FIELDS:
            if its.takes(push.kind) and its.key not in ("external_no", "kind"):
                self.fields[its.key] = _control(its, required=push.kind in its.needed)

    @property
    def payload(self) -> dict[str, str]:
        kept = {key: self.push.payload[key] for key in ("external_no", "kind")}
        return {**kept, **{key: value for key, value in self.cleaned_data.items() if value}}

    def take(self, problems) -> None:
        """What the checks say, beside the field it is about."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


def _control(its, *, required: bool) -> forms.Field:
    about = {"label": its.label, "help_text": its.hint, "required": required}
    if its.what in _CHOICES:
        choices = list(dict.fromkeys((str(one.label), str(one.label)) for one in _CHOICES[its.what].values()))
        return forms.ChoiceField(choices=[("", "请选择"), *choices], **about)
    if its.what == "yes":
        return forms.ChoiceField(choices=[("", "未填"), ("是", "是"), ("否", "否")], **about)
    widget = forms.Textarea(attrs={"rows": 3}) if its.longest > 200 else forms.TextInput()
    return forms.CharField(max_length=its.longest, widget=widget, **about)


class RedirectForm(forms.Form):
    department = forms.ModelChoiceField(label="改送单位", queryset=Department.objects.none(), empty_label="请选择")
    comment = forms.CharField(
        label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="会告知原单位和新单位。"
    )

    def __init__(self, *args, acceptance: PushAcceptance, **kwargs):
        super().__init__(*args, prefix=f"redirect{acceptance.pk}", **kwargs)
        key = "industry_department" if acceptance.party == Party.DEPARTMENT else "party_superior"
        offices = Department.objects.active().of_kind(*OFFICE_KINDS[key]).exclude(pk=acceptance.department_id)
        self.fields["department"].queryset = offices.order_by("region__code", "name")
        self.fields["department"].label_from_instance = lambda one: one.name


class CertificateForm(forms.Form):
    file = forms.FileField(
        label="登记证书副本",
        help_text="扫描件，.pdf、.jpg、.png、.ofd。",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in FILE_TYPES)}),
        error_messages={"required": "请选择登记证书副本。", "empty": "文件是空的。"},
    )


class MonthForm(forms.Form):
    """Which month of which two offices is compared; the newest complete month where nothing is said."""

    month = forms.ChoiceField(label="月份", required=False)
    bureau = forms.ModelChoiceField(label="审批局", queryset=Department.objects.none(), required=False)
    authority = forms.ModelChoiceField(label="民政部门", queryset=Department.objects.none(), required=False)

    def __init__(self, *args, bureaus, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(f"{day:%Y-%m}", f"{day.year}年{day.month}月") for day in months()]
        for name, offices in (("bureau", bureaus), ("authority", authorities)):
            self.fields[name].queryset = offices
            self.fields[name].label_from_instance = lambda one: one.name


def months(count: int = 24) -> list[datetime.date]:
    """First days of this month and of those before it, newest first."""
    day, found = clock.today().replace(day=1), []
    for _ in range(count):
        found.append(day)
        day = (day - datetime.timedelta(days=1)).replace(day=1)
    return found


class SignOffForm(forms.Form):
    note = forms.CharField(
        label="说明",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="还有不一致的，写明如何处理。",
    )
