from django import forms

from registry.annual_reports.models import ReportObligation
from registry.report_publications import conclusions
from registry.report_requests.states import Against, RequestKind

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx")
_ACCEPT = ",".join(f".{kind}" for kind in FILE_TYPES)
HELP = {
    RequestKind.DEFERRAL: "写明为什么不能按期报送。截止日期之后提出的，只作为逾期说明保存，不改变截止日期。",
    RequestKind.EXEMPTION: "写明免予报送的理由，例如已进入清算程序。",
    RequestKind.OBJECTION: "写明哪里与事实不符，并附证明材料。",
    RequestKind.CORRECTION: "写明哪些内容需要更正、为什么。同意后重新报送，原公布的内容在更正公布之前不变。",
}


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RequestForm(forms.Form):
    """One of the four requests; fields that the kind does not ask for are left out."""

    wanted_until = forms.DateField(label="申请延期至", widget=_day())
    against = forms.ChoiceField(label="对什么提出异议", choices=[("", "请选择"), *Against.choices])
    reason = forms.CharField(label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    consent_document = forms.CharField(label="同意文件的文号或名称", max_length=200, required=False)
    file = forms.FileField(label="材料", required=False, widget=forms.FileInput(attrs={"accept": _ACCEPT}))

    def __init__(self, *args, kind: str, obligation: ReportObligation, **options):
        super().__init__(*args, **options)
        self.kind = kind
        self.fields["reason"].help_text = HELP[RequestKind(kind)]
        if kind != RequestKind.DEFERRAL:
            del self.fields["wanted_until"], self.fields["consent_document"]
            self.fields["file"].help_text = "证明材料，.pdf、.jpg、.png、.ofd、.docx。"
        else:
            organization = obligation.organization
            office = organization.business_supervisor or organization.industry_department
            self.fields["file"].label = "业务主管单位同意的文件"
            self.fields["file"].help_text = (
                f"盖章的同意文件，.pdf、.jpg、.png、.ofd、.docx。没有的可以不传，平台会请{office.name}在线出具意见。"
                if office
                else ".pdf、.jpg、.png、.ofd、.docx。"
            )
        if kind != RequestKind.OBJECTION:
            del self.fields["against"]

    @property
    def about(self) -> dict:
        """Arguments of actions.file_request but the file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


class ConsentForm(forms.Form):
    document = forms.CharField(label="同意文书", max_length=200, required=False, help_text="有文号的填写文号。")


class SupplyForm(forms.Form):
    document = forms.CharField(label="同意文件的文号或名称", max_length=200)
    file = forms.FileField(
        label="业务主管单位同意的文件", widget=forms.FileInput(attrs={"accept": _ACCEPT}),
        help_text=".pdf、.jpg、.png、.ofd、.docx。",
    )  # fmt: skip


class DecisionForm(forms.Form):
    until = forms.DateField(label="准予延期至", required=False, widget=_day(), help_text="不填的，按申请的日期。")
    reason = forms.CharField(label="决定理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label="决定文号", max_length=80)

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        if kind != RequestKind.DEFERRAL:
            del self.fields["until"]


def kinds_for(obligation: ReportObligation, report, today) -> list[tuple[str, str]]:
    """Requests that make sense now, with the words of their buttons."""
    found = []
    if obligation.state == "open":
        late = today > obligation.due_on
        found.append((RequestKind.DEFERRAL.value, "提交逾期说明" if late else "申请延期"))
        found.append((RequestKind.EXEMPTION.value, "申请免予报送"))
    first = report.submissions.standing().first() if report is not None else None
    if first is None:
        return found
    if first.is_late or conclusions.standing([report.pk], today):
        found.append((RequestKind.OBJECTION.value, "提出异议"))
    if report.state == "published":
        found.append((RequestKind.CORRECTION.value, "申请更正"))
    return found
