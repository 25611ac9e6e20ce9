"""What an organization or a counter clerk writes about a branch; one form an act."""

import re

from django import forms

from core import clock
from core.forms.versioned import VersionedModelForm
from registry.branches.models import PARTICULARS, BranchFiling, BranchOffice
from registry.branches.states import FilingAct
from registry.organizations.names import tidy

_DECISION = ("effective_on", "decided_by", "decided_on", "document")
FIELDS = {
    FilingAct.ESTABLISH: ("kind", "name", "head", "charter_basis", *_DECISION, *PARTICULARS[2:]),
    FilingAct.CHANGE: ("name", "head", *_DECISION, *PARTICULARS[2:]),
    FilingAct.CLOSE: (*_DECISION, "aftermath"),
}
_DAY_LABELS = {
    FilingAct.ESTABLISH: ("设立日期", "决定设立生效的日期，不晚于今天。"),
    FilingAct.CHANGE: ("变更日期", "从这一天起按新的内容，不晚于今天。"),
    FilingAct.CLOSE: ("终止日期", "从这一天起不再存在，不晚于今天。"),
}


class _FilingForm(VersionedModelForm):
    """Base of the three; made by `form_for`."""

    act: FilingAct

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        label, note = _DAY_LABELS[self.act]
        self.fields["effective_on"].label, self.fields["effective_on"].help_text = label, note
        for name in ("charter_basis", "decided_by", "head", "aftermath"):
            if name in self.fields:
                self.fields[name].required = True

    def clean_name(self):
        return tidy(self.cleaned_data["name"])

    def clean_effective_on(self):
        day = self.cleaned_data["effective_on"]
        if day > clock.today():
            raise forms.ValidationError(f"{self.fields['effective_on'].label}不能晚于今天。")
        return day

    def clean_account_tail(self):
        tail = self.cleaned_data["account_tail"]
        if tail and not re.fullmatch(r"[0-9]{4}", tail):
            raise forms.ValidationError("账号后四位应为4个数字。不要填写完整账号。")
        return tail

    def clean(self):
        cleaned = super().clean()
        decided, day = cleaned.get("decided_on"), cleaned.get("effective_on")
        if decided and day and decided > day:
            self.add_error("decided_on", "会议日期不能晚于上面的日期。")
        if cleaned.get("has_own_account") and not cleaned.get("bank"):
            self.add_error("bank", "单独开立账户的，请填写开户银行。")
        return cleaned


class ReasonField(forms.CharField):
    def __init__(self):
        super().__init__(
            label="核实情况",
            max_length=400,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="有需要核实的提示而仍予备案的，写明核实情况。",
        )


_DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
_WIDGETS = {
    "effective_on": _DAY["widget"],
    "decided_on": _DAY["widget"],
    "aftermath": forms.Textarea(attrs={"rows": 3}),
    "account_tail": forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
}
_HELP = {
    "name": "规范全称，一般为“本组织名称＋专业领域＋分会、专业委员会等”。",
    "charter_basis": "章程中的条款，如：第四十一条。",
    "decided_by": "如：第三届理事会第六次会议。",
    "document": "会议纪要或决定的名称、文号。",
    "account_tail": "只填后四位，不要填写完整账号。",
    "aftermath": "印章缴回、账户销户、剩余资金和债权债务如何处理。",
}


def form_for(act: str, *, at_counter: bool = False) -> type[_FilingForm]:
    """The form of an act; at the counter it also asks why the office takes note in spite of a doubt."""
    act = FilingAct(act)
    names = FIELDS[act]
    made = forms.modelform_factory(
        BranchFiling,
        form=_FilingForm,
        fields=names,
        widgets={name: widget for name, widget in _WIDGETS.items() if name in names},
        help_texts={name: text for name, text in _HELP.items() if name in names},
    )
    extra = {"comment": ReasonField()} if at_counter else {}
    return type("FilingForm", (made,), {"act": act, **extra})


def blank(act: str, organization, branch: BranchOffice | None) -> BranchFiling:
    """An unsaved filing that begins with what is on record of the branch."""
    known = {name: getattr(branch, name) for name in (*PARTICULARS, "kind")} if branch else {}
    return BranchFiling(organization=organization, branch=branch, act=act, **known)
