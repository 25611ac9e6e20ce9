from django import forms

from core import clock
from core.departments.models import Department, DepartmentKind
from registry.responsibilities.learning import candidates
from registry.responsibilities.models import LedgerRow, ResponsibilityLedger


def _day(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


def _text(label: str, rows: int = 3, **options) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def organs(office: Department):
    """Party organs of the office's own region; of the region above where it has none."""
    found = Department.objects.active().of_kind(DepartmentKind.PARTY_ORGAN)
    return found.filter(region_id__in=[office.region_id, office.region.parent_id]).order_by("-region__level", "pk")


class LedgerForm(forms.Form):
    title = forms.CharField(label="台账名称", max_length=120)
    partner = forms.ModelChoiceField(
        label="会签机关",
        queryset=Department.objects.none(),
        empty_label="请选择",
        help_text="两新工委、社会工作部或组织部门；责任台账由两个机关联合签发。",
    )
    effective_on = _day("生效日期", "签发后，确定的责任单位自这一天起生效。")
    template = forms.ModelChoiceField(
        label="参照台账",
        queryset=ResponsibilityLedger.objects.none(),
        required=False,
        empty_label="不参照",
        help_text="区县可以参照市级已签发的台账：没有业务词的部门，沿用市级同系统部门的业务词。",
    )

    def __init__(self, *args, office: Department, **kwargs):
        title = f"{office.region.name}社会组织党建及综合监管责任台账"
        initial = {"title": title, "effective_on": clock.today(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["partner"].queryset = organs(office)
        above = [office.parent_id] if office.parent_id else []
        signed = ResponsibilityLedger.objects.filter(department__in=[office.pk, *above], state="signed")
        self.fields["template"].queryset = signed.order_by("-pk")


class UploadForm(forms.Form):
    file = forms.FileField(
        label="成立批复清单",
        help_text="接受 .xlsx、.xls、.csv。须有“社会组织名称”或“统一社会信用代码”，以及“批复单位”；可有“批复文号”。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": "请选择成立批复清单文件。", "empty": "文件是空的，没有可以读取的内容。"},
    )


class SettleLineForm(forms.Form):
    """Which row of the ledger a line means: by name or credit code, as it stands in the register."""

    organization = forms.CharField(label="社会组织名称或信用代码", max_length=120)

    def __init__(self, *args, ledger: ResponsibilityLedger, **kwargs):
        super().__init__(*args, **kwargs)
        self.ledger = ledger

    def clean_organization(self) -> LedgerRow:
        typed = self.cleaned_data["organization"].strip()
        rows = self.ledger.rows.select_related("organization", "supervisor", "ledger")
        row = rows.filter(organization__name=typed).first() or rows.filter(organization__uscc=typed.upper()).first()
        if row is None:
            raise forms.ValidationError("台账中没有这个名称或信用代码，请按登记簿上的写法填写。")
        return row


class AssignForm(forms.Form):
    industry_department = forms.ModelChoiceField(
        label="行业管理部门", queryset=Department.objects.none(), required=False, empty_label="暂不确定"
    )
    party_department = forms.ModelChoiceField(
        label="党建责任单位", queryset=Department.objects.none(), empty_label="请选择"
    )

    def __init__(self, *args, row: LedgerRow, **kwargs):
        first = row.proposals[0]["department"] if row.proposals else None
        initial = {
            "industry_department": row.industry_department_id or first,
            "party_department": row.party_department_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        office = row.ledger.department
        self.fields["industry_department"].queryset = candidates(office)
        self.fields["party_department"].queryset = organs(office)
        if row.supervisor_id:
            del self.fields["industry_department"]

    @property
    def chosen(self) -> dict:
        return {
            "industry_department": self.cleaned_data.get("industry_department"),
            "party_department": self.cleaned_data["party_department"],
        }


class ContestForm(forms.Form):
    comment = _text(
        "异议理由",
        max_length=500,
        help_text="写明依据，如本单位“三定”规定的职责。",
        error_messages={"required": "提出异议须写明理由。"},
    )
    suggested = forms.ModelChoiceField(
        label="建议改由", queryset=Department.objects.none(), required=False, empty_label="不建议"
    )

    def __init__(self, *args, row: LedgerRow, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["suggested"].queryset = candidates(row.ledger.department).exclude(pk=row.answering_id)


class DecideForm(forms.Form):
    industry_department = forms.ModelChoiceField(
        label="裁定行业管理部门", queryset=Department.objects.none(), required=False, empty_label="不确定行业管理部门"
    )
    opinion = forms.CharField(
        label="编办意见", max_length=300, required=False, help_text="按“三定”规定出具的意见，没有则不填。"
    )
    opinion_on = _day("编办意见日期", required=False)
    comment = _text("裁定理由", max_length=500, error_messages={"required": "裁定须写明理由。"})

    def __init__(self, *args, row: LedgerRow, **kwargs):
        super().__init__(*args, initial={"industry_department": row.industry_department_id}, **kwargs)
        self.fields["industry_department"].queryset = candidates(row.ledger.department)
        if row.supervisor_id:
            del self.fields["industry_department"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("opinion") and not cleaned.get("opinion_on") and "opinion_on" not in self.errors:
            self.add_error("opinion_on", "填写了编办意见的，请写明意见日期。")
        return cleaned

    @property
    def decided(self) -> dict:
        return {"industry_department": None, **self.cleaned_data}


class IssueForm(forms.Form):
    document_no = forms.CharField(label="联合发文文号", max_length=80)
    signed_on = _day("签发日期")

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > clock.today():
            raise forms.ValidationError("签发日期不能晚于今天。")
        return day


class TradeForm(forms.Form):
    department = forms.ModelChoiceField(label="部门", queryset=Department.objects.none(), empty_label="请选择")
    word = forms.CharField(label="业务词", min_length=2, max_length=20, help_text="如：幼儿教育、养老、冷链。")
    weight = forms.TypedChoiceField(
        label="权重", coerce=int, initial=3, choices=[(n, str(n)) for n in range(1, 6)],
        help_text="越大越能说明归口。",
    )  # fmt: skip
    valid_from = _day("起始日期")

    def __init__(self, *args, office: Department, **kwargs):
        super().__init__(*args, initial={"valid_from": clock.today()}, **kwargs)
        self.fields["department"].queryset = candidates(office)
