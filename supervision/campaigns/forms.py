from django import forms

from core import clock
from core.departments.models import Department, DepartmentKind
from core.forms import VersionedFormMixin
from core.listing.bulk import BulkForm
from supervision.campaigns.models import Campaign, CampaignKind, CampaignOutcome
from supervision.campaigns.states import Finding

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx", "xlsx")
TAKING_PART = (DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.GOVERNMENT)


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


def text_area(label: str, rows: int = 4, **options) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class CampaignFields(forms.Form):
    title = forms.CharField(label="名称", max_length=100)
    document = forms.CharField(
        label="批准文件", max_length=160, help_text="文件名称和文号。没有批准文件的，不得开展专项行动。"
    )
    purpose = text_area("目标和要求", max_length=1000, required=False)
    starts_on = day_field("开始日期")
    ends_on = day_field("结束日期")
    self_check_due_on = day_field("自查截止日期", "有自查表的必填。", required=False)
    offices = forms.ModelMultipleChoiceField(
        label="参与单位", queryset=Department.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="区县和部门可以看到本行动；对象由各自的监督管理机关办理。",
    )  # fmt: skip

    def __init__(self, *args, department_id: int | None, **options):
        super().__init__(*args, **options)
        offices = Department.objects.active().of_kind(*TAKING_PART).exclude(pk=department_id)
        self.fields["offices"].queryset = offices.order_by("kind", "region__level", "region__code", "name")

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "结束日期不能早于开始日期。")
        return cleaned


class CreateForm(CampaignFields):
    kind = forms.ModelChoiceField(
        label="类别", queryset=CampaignKind.objects.none(), empty_label="请选择",
        help_text="自查表和检查事项按类别带出，可以修改。",
    )  # fmt: skip
    document_upload = forms.FileField(label="批准文件附件", required=False, help_text="PDF、OFD、Word 或图片。")
    field_order = ("kind", "title", "document", "document_upload")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["kind"].queryset = CampaignKind.objects.on(clock.today())


class EditForm(VersionedFormMixin, CampaignFields):
    def __init__(self, *args, instance: Campaign, **options):
        self.instance = instance
        super().__init__(*args, initial=self.values_of(instance), **options)

    def values_of(self, obj) -> dict:
        own = ("title", "document", "purpose", "starts_on", "ends_on", "self_check_due_on")
        values = {name: getattr(obj, name) for name in own}
        offices = self.instance.offices.values_list("department", flat=True)
        return {**values, "offices": list(offices)}

    def base_values(self) -> dict | None:
        base = super().base_values()
        return None if base is None else {name: value for name, value in base.items() if name != "offices"}


class ItemsForm(forms.Form):
    items = text_area("检查事项", 10, max_length=4000, required=False, help_text="一行一项，现场检查时逐项记录。")

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]


class InspectForm(forms.Form):
    """One choice and one line for every item of the campaign."""

    checked_on = day_field("检查日期")
    place = forms.CharField(label="地点", max_length=120)
    inspectors = text_area("检查人员", 3, max_length=400, help_text="一行一人，两名以上。")
    met = forms.CharField(
        label="在场人员（按职务）", max_length=120, required=False, help_text="如：秘书长、会计，不写姓名。"
    )
    summary = text_area("检查情况", max_length=2000)
    upload = forms.FileField(label="检查材料", required=False, help_text="可以不传。")

    def __init__(self, *args, items: list[str], **options):
        super().__init__(*args, **options)
        self.items = items
        self.fields["checked_on"].initial = clock.today()
        for place, item in enumerate(items):
            self.fields[f"result_{place}"] = forms.ChoiceField(
                label=item, choices=Finding.choices, initial=Finding.FINE
            )
            self.fields[f"text_{place}"] = forms.CharField(label=f"{item}：情况", max_length=300, required=False)

    @property
    def people(self) -> list[str]:
        return self.cleaned_data["inspectors"].splitlines()

    @property
    def findings(self) -> list[tuple[str, str, str]]:
        values = self.cleaned_data
        return [(item, values[f"result_{n}"], values[f"text_{n}"]) for n, item in enumerate(self.items)]

    def clean(self):
        cleaned = super().clean()
        for place, item in enumerate(self.items):
            is_fault = cleaned.get(f"result_{place}") == Finding.FAULT
            if is_fault and not (cleaned.get(f"text_{place}") or "").strip():
                self.add_error(f"text_{place}", f"“{item}”存在问题，请写明情况。")
        return cleaned


class OrderForm(forms.Form):
    text = text_area("整改要求", max_length=1000)
    due_on = day_field("整改期限")


class FormalOrderForm(forms.Form):
    """责令整改 out of a campaign; what the site check found and what was asked already stand in it."""

    ground = text_area("违规事实", 5, max_length=2000, help_text="写明时间、事项和依据的材料，一行为一段。")
    basis = text_area("依据", 2, max_length=300, help_text="法律、法规、规章的名称和条款。")
    demand = text_area("整改要求", 4, max_length=1000, help_text="一行为一项。")
    due_days = forms.IntegerField(
        label="整改期限（日）", min_value=1, max_value=365, help_text="自通知书送达次日起算。"
    )


class ReportForm(forms.Form):
    text = text_area("整改情况", max_length=2000)
    upload = forms.FileField(label="证明材料", required=False, help_text="可以不传。")


class StrikeForm(forms.Form):
    comment = text_area("核减理由", 3, max_length=300, help_text="如：已注销登记。")
    document = forms.CharField(label="依据文件", max_length=160, help_text="名称和文号。")


def _outcome_fields(outcomes) -> dict[str, forms.Field]:
    return {
        "outcome": forms.ModelChoiceField(label="处理结果", queryset=outcomes, empty_label="请选择"),
        "note": text_area("办理情况", 3, max_length=300),
        "document": forms.CharField(
            label="依据文书", max_length=160, required=False, help_text="注销、撤销登记、移送的必填。"
        ),
    }


class SignOffForm(forms.Form):
    def __init__(self, *args, kind: CampaignKind, **options):
        super().__init__(*args, **options)
        self.fields.update(_outcome_fields(kind.outcomes.all()))


class BulkSignOffForm(BulkForm):
    """Outcomes of every kind: one that does not belong to a row's campaign is refused for that row."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        rows = CampaignOutcome.objects.filter(is_exit=False).select_related("kind")
        self.fields.update(_outcome_fields(rows))
        self.fields["outcome"].label_from_instance = lambda one: f"{one.kind}：{one.label}"

    def params(self) -> dict:
        """Who fills this in proposes; another person confirms the run."""
        proposed_by = self.actor.user_id if self.actor else None
        return {**self.cleaned_data, "outcome": self.cleaned_data["outcome"].pk, "proposed_by": proposed_by}
