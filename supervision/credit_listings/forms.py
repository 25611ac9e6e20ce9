from django import forms

from core import clock
from core.departments.models import Department
from registry.organizations.models import Organization
from registry.organizations.papers import day_field, paper_field
from supervision.credit_listings.models import ListingCase
from supervision.credit_listings.states import CertificateJudgment, Outcome, StatementKind
from supervision.credit_terms.models import CreditGround
from supervision.credit_terms.states import Check, CreditList
from supervision.penalties.models import Penalty
from supervision.rectifications.models import RectificationOrder


def _text(label: str, most: int, help_text: str = "", rows: int = 4, **options) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, help_text=help_text, widget=widget, **options)


class ProposeForm(forms.Form):
    """What a proposal asks: a ground, the facts, and what that ground rests on."""

    ground = forms.ModelChoiceField(label="列入情形", queryset=CreditGround.objects.none(), empty_label="请选择")
    facts = _text("事实和证据", 2000, "写明时间、事实、依据的材料；将印入事先告知书。", rows=5)
    penalty = forms.ModelChoiceField(
        label="行政处罚", queryset=Penalty.objects.none(), required=False, empty_label="不涉及",
        help_text="情形为受到处罚的，选择已确认的处罚。",
    )  # fmt: skip
    rectification = forms.ModelChoiceField(
        label="责令改正文书", queryset=RectificationOrder.objects.none(), required=False, empty_label="不涉及",
        help_text="情形为逾期未完成整改的，选择对应的文书。",
    )  # fmt: skip
    party_opinion = forms.CharField(
        label="党建工作机构书面意见", max_length=120, required=False,
        help_text="情形为未设立党组织的必填：意见的名称、文号。是否应建未建由党建工作机构认定。",
    )  # fmt: skip
    party_requested_on = day_field(
        "党建工作机构书面要求组建的日期", required=False, help_text="情形为未设立党组织的必填。"
    )
    document = paper_field("证据材料")
    field_order = ("ground", "facts", "document")

    def __init__(self, *args, organization: Organization, ground: CreditGround | None = None, **options):
        """`ground` is the one that an alert points to; then nothing else is asked for."""
        super().__init__(*args, **options)
        grounds = CreditGround.objects.on(clock.today())
        self.fields["ground"].queryset = grounds.filter(pk=ground.pk) if ground else grounds
        if ground is not None and ground.check_kind != Check.PARTY:
            del self.fields["party_opinion"], self.fields["party_requested_on"]
        self.fields["ground"].label_from_instance = lambda row: f"{row.get_list_display()} {row}"
        orders = RectificationOrder.objects.filter(organization=organization, verified_on=None)
        self._choose("penalty", Penalty.objects.standing().filter(organization=organization))
        self._choose("rectification", orders)

    def _choose(self, name: str, rows) -> None:
        """What there is nothing of is not asked for."""
        if rows.exists():
            self.fields[name].queryset = rows
        else:
            del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        ground = cleaned.get("ground")
        if ground and ground.check_kind == Check.PENALTY and not cleaned.get("penalty"):
            place = "penalty" if "penalty" in self.fields else "ground"
            self.add_error(place, "请选择据以列入的行政处罚；还没有登记的，请先登记并复核。")
        if ground and ground.check_kind == Check.PARTY:
            for name in ("party_opinion", "party_requested_on"):
                if not cleaned.get(name):
                    self.add_error(name, "未设立党组织的情形必须填写。")
        return cleaned

    @property
    def about(self) -> dict:
        names = ("penalty", "rectification", "party_opinion", "party_requested_on")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class NotifyForm(forms.Form):
    issuer_name = forms.ChoiceField(label="署名", help_text="告知书以此名义发出。")

    def __init__(self, *args, office: Department, **options):
        super().__init__(*args, **options)
        self.fields["issuer_name"].choices = [(name, name) for name in office.letter_names]


class StatementFields(forms.Form):
    kind = forms.ChoiceField(label="材料", choices=StatementKind.choices)
    text = _text("内容", 3000, "写明事实、理由和依据。", rows=6)
    certifier = forms.CharField(
        label="出具证明的单位", max_length=100, required=False,
        help_text="材料是责任证明的填写，如：业务主管单位全称。",
    )  # fmt: skip
    document = paper_field("附件")

    def __init__(self, *args, case: ListingCase, **options):
        super().__init__(*args, **options)
        if case.list != CreditList.ABNORMAL:
            self.fields["kind"].choices = [StatementKind.choices[0]]
            del self.fields["certifier"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == StatementKind.CERTIFICATE and not cleaned.get("certifier"):
            self.add_error("certifier", "请填写出具证明的单位。")
        return cleaned

    @property
    def about(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "document"}


class OwnStatementForm(StatementFields):
    """By the organization itself: the day is today."""


class PaperStatementForm(StatementFields):
    """Taken down by the office from paper."""

    received_on = day_field("收到日期")


class CertificateForm(forms.Form):
    judgment = forms.ChoiceField(label="审查意见", choices=CertificateJudgment.choices, widget=forms.RadioSelect)
    reason = _text("理由", 300, "采信的，不再以该情形列入；不采信的，写明为什么责任仍在该组织。")


class PrepareForm(forms.Form):
    outcome = forms.ChoiceField(label="拟处理意见", choices=Outcome.choices, widget=forms.RadioSelect)
    reason = _text("理由", 1000, "写明对陈述申辩意见是否采纳及理由。")


class DecideForm(forms.Form):
    comment = _text("审定意见", 500, "写明已核对事实、送达和陈述申辩情况。")


class TakeOverForm(forms.Form):
    ground = forms.ModelChoiceField(label="列入情形", queryset=CreditGround.objects.none(), empty_label="请选择")
    listed_on = day_field("列入日期")
    effective_on = day_field(
        "起算日期", help_text="列入期间再次发生列入情形的，为最近一次的日期；没有的与列入日期相同。"
    )
    document = forms.CharField(label="决定书文号", max_length=120)

    def __init__(self, *args, organization: Organization, **options):
        super().__init__(*args, **options)
        self.fields["ground"].queryset = CreditGround.objects.on(clock.today()).filter(list=organization.standing)
