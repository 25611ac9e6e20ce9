"""Input of the tab 届期与负责人. Each form knows its organization: which posts exist in it, who is in office."""

from typing import Any

from django import forms

from core import clock
from core.refusal import Refusal
from registry.officers import queries
from registry.officers.models import CouncilTerm, OfficerPost, PostKind
from registry.officers.states import LEGAL_REPRESENTATIVE, Cadre
from registry.organizations.models import Organization
from registry.people import actions as people
from registry.people.forms import PersonFields

REPORT_TYPES = ("pdf", "jpg", "png", "ofd", "docx")


def date_field(label: str, help_text: str = "", **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


class _Accepted(forms.Form):
    """The reason for what does not fit a limit; asked for only once the limits have spoken."""

    accepted_reason = forms.CharField(
        label="与规定不一致的说明",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明为什么仍要登记，如：经业务主管单位批准，见某文号。说明随任职记录保存。",
    )
    hints: list = []

    def ask(self, hints: list) -> None:
        """Show what the limits say; the reason becomes part of the form."""
        self.hints = hints
        self.fields["accepted_reason"].required = True

    @property
    def bound_reason(self):
        return self["accepted_reason"]


class AppointForm(_Accepted, PersonFields):
    """A person, by name and document, in a post from a day on."""

    FILLED = ("kind", "name", "valid_from", "document")  # what a link to this form may fill in; never a number

    kind = forms.ModelChoiceField(
        label="职务", queryset=PostKind.objects.none(), to_field_name="code", empty_label="请选择"
    )
    valid_from = date_field("任职日期", "任职的第一天，一般为选举或批准之日。")
    is_full_time = forms.BooleanField(label="专职", required=False)
    is_paid = forms.BooleanField(label="在本组织领取薪酬", required=False)
    cadre = forms.ChoiceField(
        label="领导干部、公务人员", choices=Cadre.choices, required=False, help_text="只供登记管理使用，不公开。"
    )
    approval = forms.CharField(
        label="干部管理部门批准文书", required=False, max_length=120, help_text="领导干部、公务人员兼职的填写文号。"
    )
    document = forms.CharField(label="任职依据", max_length=200, help_text="如：会员大会决议、备案通知书文号。")

    field_order = (
        "kind", "name", "id_type", "id_number", "birth_on", "gender", "phone", "valid_from", "is_full_time", "is_paid",
        "cadre", "approval", "document", "accepted_reason",
    )  # fmt: skip

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization = organization
        kind = self.fields["kind"]
        kind.queryset = queries.kinds_for(organization.org_type)
        kind.label_from_instance = lambda row: row.label_in(organization.org_type)
        for name in ("name", "id_number", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def _collects_numbers(self) -> bool:
        kind = self.cleaned_data["kind"]
        return kind.code == LEGAL_REPRESENTATIVE or self.organization.org_type in kind.responsible_types

    def clean(self):
        """Numbers are asked of 负责人 and legal representatives, and of nobody else."""
        cleaned = super().clean()
        if not cleaned.get("kind") or self.errors.get("id_number"):
            return cleaned
        if not self._collects_numbers and (cleaned.get("id_number") or cleaned.get("phone")):
            self.add_error("id_number", "理事、监事等职务不收集证件号码和电话，请留空。")
        elif self._collects_numbers and not cleaned.get("id_number"):
            self.add_error("id_number", "请填写证件号码：负责人和法定代表人须核对证件。")
        return cleaned

    def person(self, actor):
        """The person on record or a new one; without a number: of that name in this organization."""
        data = self.cleaned_data
        if not data["id_number"]:
            known = OfficerPost.objects.filter(organization=self.organization, person__name=data["name"])
            if post := known.select_related("person").order_by("-valid_from").first():
                return post.person
        names = ("name", "id_type", "id_number", "phone", "birth_on", "gender")
        return people.identify(actor=actor, **{name: data[name] for name in names})

    @property
    def entered(self) -> dict[str, Any]:
        """What the verb takes beside the person."""
        names = (
            "kind", "valid_from", "is_full_time", "is_paid", "cadre", "approval", "document", "accepted_reason",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


class EndForm(forms.Form):
    last_day = date_field("最后一天", "含当日。")
    reason = forms.CharField(label="离任原因", max_length=120, help_text="如：辞去职务、任期届满、罢免、去世。")
    document = forms.CharField(label="依据文书", required=False, max_length=200)


class CorrectForm(forms.Form):
    """What may have been written down wrongly; another person or another post is a record of its own."""

    valid_from = date_field("任职日期")
    valid_to = date_field("最后一天", "含当日；仍在任的不填。", required=False)
    is_full_time = forms.BooleanField(label="专职", required=False)
    is_paid = forms.BooleanField(label="在本组织领取薪酬", required=False)
    cadre = forms.ChoiceField(label="领导干部、公务人员", choices=Cadre.choices, required=False)
    approval = forms.CharField(label="干部管理部门批准文书", required=False, max_length=120)
    document = forms.CharField(label="任职依据", required=False, max_length=200)
    reason = forms.CharField(
        label="更正理由",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明哪里录错、以什么材料为准。理由会与更正前后的内容一起保留。",
    )

    @classmethod
    def of(cls, post: OfficerPost, data=None) -> "CorrectForm":
        names = [name for name in cls.base_fields if name != "reason"]
        return cls(data, initial={name: getattr(post, name) for name in names})

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "最后一天不能早于任职日期。")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class TermForm(_Accepted):
    term_no = forms.IntegerField(label="届次", min_value=1, max_value=99, help_text="第几届，填数字。")
    valid_from = date_field("本届开始日期", "选举产生本届理事会之日。")
    term_years = forms.IntegerField(label="每届年限", min_value=1, max_value=10, help_text="按章程规定。")
    document = forms.CharField(label="会议决议或备案文书", max_length=200)
    stays = forms.ModelMultipleChoiceField(
        label="连任人员",
        required=False,
        queryset=OfficerPost.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选继续担任原职务的人员；没有勾选的，任职到本届开始的前一天为止。新当选的人员随后逐人登记。",
    )
    field_order = ("term_no", "valid_from", "term_years", "document", "stays", "accepted_reason")

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization = organization
        posts = OfficerPost.objects.on(clock.today()).filter(organization=organization, kind__follows_term=True)
        stays = self.fields["stays"]
        stays.queryset = posts.select_related("kind", "person", "organization", "term").order_by("kind__order", "pk")
        stays.label_from_instance = lambda post: f"{post.label} {post.person.name}"
        if not stays.queryset.exists():
            del self.fields["stays"]

    @property
    def entered(self) -> dict[str, Any]:
        return {**self.cleaned_data, "stays": list(self.cleaned_data.get("stays", ()))}


class ExtendForm(forms.Form):
    until = date_field("延期至", "含当日。")
    approved_on = date_field("批准日期", "登记管理机关批准之日。")
    document = forms.CharField(label="批准文书", max_length=200)

    def __init__(self, *args, term: CouncilTerm, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = f"含当日；本届届满日期为{term.term_end:%Y-%m-%d}。"


class AuditForm(forms.Form):
    auditor = forms.CharField(label="审计机构", max_length=120)
    report_no = forms.CharField(label="报告文号", required=False, max_length=80)
    reported_on = date_field("报告日期")
    report = forms.FileField(
        label="审计报告",
        required=False,
        help_text="可上传扫描件：.pdf、.jpg、.png、.ofd、.docx。",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in REPORT_TYPES)}),
    )


def attempt(form: forms.Form, verb) -> bool:
    """Run the verb; a refusal becomes an error of the form, what the limits say is shown beside it."""
    try:
        verb()
    except Refusal as refusal:
        if hints := getattr(refusal, "hints", None):
            form.ask(hints)
            form.add_error("accepted_reason", str(refusal))
        else:
            form.add_error(None, str(refusal))
        return False
    return True


def next_term(organization: Organization) -> dict[str, Any]:
    """What the form begins with: the number after the last one, the years of the last one."""
    last = CouncilTerm.objects.filter(organization=organization).order_by("-valid_from").first()
    return {"term_no": last.term_no + 1, "term_years": last.term_years} if last else {"term_no": 1, "term_years": 4}
