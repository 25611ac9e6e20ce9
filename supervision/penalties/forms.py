from decimal import Decimal

from django import forms

from core.forms import VersionedFormMixin
from registry.organizations.papers import FILE_TYPES, day_field, paper_field
from supervision.penalties.actions import FIELDS, Item
from supervision.penalties.models import Penalty
from supervision.penalties.states import WITH_AMOUNT, PenaltyKind, WithdrawalGround


def _money(label: str, help_text: str) -> forms.DecimalField:
    widget = forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"})
    return forms.DecimalField(
        label=label, required=False, min_value=Decimal("0.01"), max_digits=14, decimal_places=2, help_text=help_text,
        widget=widget,
    )  # fmt: skip


class PenaltyFields(forms.Form):
    """One decision; several kinds in it are ticked together."""

    authority_name = forms.CharField(
        label="处罚机关", max_length=100, help_text="决定书上的全称，任何机关作出的都登记。"
    )
    number = forms.CharField(label="决定书文号", max_length=80)
    decided_on = day_field("处罚决定日期")
    effective_on = day_field("生效日期", help_text="一般为送达当日。")
    kinds = forms.MultipleChoiceField(
        label="处罚种类", choices=PenaltyKind.choices, widget=forms.CheckboxSelectMultiple,
        help_text="可多选。责令改正不是行政处罚，工作通报不是通报批评，不在此登记。",
    )  # fmt: skip
    fine_yuan = _money("罚款金额（元）", "选择“罚款”时填写。")
    confiscated_yuan = _money("没收金额（元）", "选择“没收”时填写。")
    from_on = day_field("停止活动起始日期", required=False, help_text="选择“限期停止活动”时填写。")
    until_on = day_field("停止活动终止日期", required=False)
    facts = forms.CharField(label="违法事实", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    basis = forms.CharField(label="处罚依据", max_length=300)
    is_published = forms.BooleanField(label="处罚机关已公开该处罚", required=False)
    document = paper_field("处罚决定书")

    @property
    def file_types(self) -> tuple[str, ...]:
        return FILE_TYPES

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def items(self) -> list[Item]:
        data = self.cleaned_data
        amounts = {PenaltyKind.FINE: data["fine_yuan"], PenaltyKind.CONFISCATION: data["confiscated_yuan"]}
        return [Item(kind, amounts.get(kind), data["from_on"], data["until_on"]) for kind in data["kinds"]]

    def clean(self):
        cleaned = super().clean()
        kinds = cleaned.get("kinds") or []
        for kind, name in zip(WITH_AMOUNT, ("fine_yuan", "confiscated_yuan"), strict=True):
            if kind in kinds and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "请填写金额。")
            if kind not in kinds and cleaned.get(name):
                self.add_error("kinds", f"填写了金额，请同时选择“{PenaltyKind(kind).label}”。")
        if PenaltyKind.SUSPENSION in kinds and not (cleaned.get("from_on") and cleaned.get("until_on")):
            self.add_error("from_on", "请填写停止活动的起止日期。")
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "终止日期不能早于起始日期。")
        return cleaned


class EnterForm(PenaltyFields):
    def __init__(self, *args, needs_document: bool = True, **options):
        super().__init__(*args, **options)
        self.fields["document"].required = needs_document


class EditForm(VersionedFormMixin, PenaltyFields):
    def __init__(self, *args, instance: Penalty, **options):
        self.instance = instance
        super().__init__(*args, initial=self.values_of(instance), **options)
        self.fields["document"].help_text = "不重新上传的，保留原来的文件。"

    def values_of(self, obj) -> dict:
        """Of the row; an event of its history knows the columns alone."""
        return {name: getattr(obj, name) for name in FIELDS} | of_items(self.instance)


def of_items(penalty: Penalty) -> dict:
    items = {item.kind: item for item in penalty.items.all()}
    stop = items.get(PenaltyKind.SUSPENSION)
    return {
        "kinds": list(items),
        "fine_yuan": items[PenaltyKind.FINE].amount_yuan if PenaltyKind.FINE in items else None,
        "confiscated_yuan": items[PenaltyKind.CONFISCATION].amount_yuan if PenaltyKind.CONFISCATION in items else None,
        "from_on": stop.from_on if stop else None,
        "until_on": stop.until_on if stop else None,
    }


class WithdrawalForm(forms.Form):
    ground = forms.ChoiceField(label="撤销原因", choices=WithdrawalGround.choices)
    document = forms.CharField(label="撤销文书名称、文号", max_length=120)
    withdrawn_on = day_field("撤销日期")
