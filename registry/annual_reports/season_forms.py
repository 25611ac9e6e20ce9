"""Forms about a report year and what is owed in it: rules, notices, deferrals."""

from django import forms

from core import clock
from registry.annual_reports.attachment_kinds import REQUIRED
from registry.annual_reports.figures import GROUPS
from registry.annual_reports.models import ReportingRegime
from registry.annual_reports.states import ReportMode
from registry.organizations.states import OrgType, Status

DATES = ("opens_on", "first_review_due", "final_due", "registered_by", "conclude_due")
SPARED = [(one.value, one.label) for one in (Status.LIQUIDATING, Status.SUSPENDED)]


def _years() -> list[tuple[int, str]]:
    years = ReportingRegime.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year} 年度") for year in years]


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


WORDS = {words: code for code, words in REQUIRED.items()}
PARTS = "｜"


class AttachmentsField(forms.CharField):
    """One kind of file a line: title｜who must hand it in｜hint. Kept as the regime keeps it, codes included."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, *, kept: list[dict], **options):
        super().__init__(**options)
        self.codes = {row["title"]: row["code"] for row in kept}

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(
            PARTS.join((row["title"], _said(row.get("required", "never")), row.get("hint", ""))).rstrip(PARTS)
            for row in value
        )

    def to_python(self, value):
        lines = [line.strip() for line in (value or "").splitlines()]
        return [self._row(line, number) for number, line in enumerate(filter(None, lines), 1)]

    def _row(self, line: str, number: int) -> dict:
        title, required, hint = (part.strip() for part in (line.replace("|", PARTS) + PARTS * 2).split(PARTS)[:3])
        words = required.split("或") if required else ["必交"]
        if unknown := [word for word in words if word not in WORDS]:
            raise forms.ValidationError(f"第{number}行的“{unknown[0]}”不明白，请写：{'、'.join(WORDS)}。")
        code = self.codes.get(title) or f"own_{number}"
        return {"code": code, "title": title, "required": "|".join(WORDS[word] for word in words), "hint": hint}


def _said(required: str) -> str:
    return "或".join(REQUIRED[code] for code in required.split("|"))


class RegimeForm(forms.ModelForm):
    """All that a year rules. Printed dates; whether a rest day moves them is a line of its own."""

    exempt_statuses = forms.MultipleChoiceField(
        label="免报的登记状态", choices=SPARED, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="已注销、撤销和吊销登记的，按规定不再报送，不必勾选。",
    )  # fmt: skip

    class Meta:
        model = ReportingRegime
        fields = (
            "mode", "opens_on", "has_first_review", "first_review_due", "final_due", "roll_forward", "registered_by",
            "without_supervisor", "has_party_review", "conclude_due", "sample_percent", "exempt_statuses",
            "attachments", "document", "is_verified",
        )  # fmt: skip
        widgets = {name: _day_input() for name in DATES}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["attachments"] = AttachmentsField(
            kept=self.instance.attachments, label="须提交的附件", required=False,
            help_text=f"每行一项：名称{PARTS}谁须提交{PARTS}提示。谁须提交可写：{'、'.join(WORDS)}。",
        )  # fmt: skip

    def clean(self):
        given = super().clean()
        opens, first, final = (given.get(name) for name in ("opens_on", "first_review_due", "final_due"))
        if opens and final and opens >= final:
            self.add_error("opens_on", "开始填报须早于报送截止。")
        if given.get("has_first_review") is False and first:
            self.add_error("first_review_due", "不经初审的年度不设初审截止日期。")
        if first and final and first > final:
            self.add_error("first_review_due", "初审截止不能晚于报送截止。")
        if given.get("conclude_due") and given.get("mode") != ReportMode.INSPECTION:
            self.add_error("conclude_due", "只有年度检查作出结论。")
        if (given.get("sample_percent") or 0) > 100:
            self.add_error("sample_percent", "抽查比例为0至100。")
        return given


class FiguresForm(forms.Form):
    """Which figures: everything has its usual choice, so the page opens without a question."""

    year = forms.TypedChoiceField(label="报告年度", choices=_years, coerce=int, required=False)
    by = forms.ChoiceField(label="分组", choices=list(GROUPS.items()), required=False)
    type = forms.ChoiceField(label="类型", choices=[("", "全部类型"), *OrgType.choices], required=False)
    on = forms.DateField(label="截至日期", required=False, widget=_day_input())

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > clock.today():
            raise forms.ValidationError("截至日期不能晚于今天。")
        return day

    @property
    def asked(self) -> dict:
        """Arguments of figures.figures; what was not understood has its usual choice."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return {
            "year": given.get("year") or clock.today().year - 1,
            "group": given.get("by") or "district",
            "org_type": given.get("type") or "",
            "day": given.get("on") or clock.today(),
        }


class DeferForm(forms.Form):
    until = forms.DateField(label="延期至", widget=_day_input())
    applied_on = forms.DateField(label="收到申请日期", widget=_day_input())
    document = forms.CharField(label="业务主管单位同意文书", max_length=200)
    reason = forms.CharField(label="延期原因", max_length=200)


class WaiveForm(forms.Form):
    reason = forms.CharField(label="不再要求的原因", max_length=200)
    document = forms.CharField(label="依据文书", max_length=200, required=False)


class MoveDueForm(forms.Form):
    final_due = forms.DateField(label="新的报送截止日期", widget=_day_input())
    first_review_due = forms.DateField(label="新的初审截止日期", required=False, widget=_day_input())
    document = forms.CharField(label="依据的通知", max_length=200, help_text="写明文号或通知名称。")
