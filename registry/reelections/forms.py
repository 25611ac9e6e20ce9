"""Input of a chain. Rows of candidates become one field each: a result, or a number of votes."""

from collections.abc import Sequence

from django import forms

from core import clock
from core.forms import VersionedFormMixin
from core.forms.versioned import VersionedModelForm
from registry.officers import queries as offices
from registry.officers.states import LEGAL_REPRESENTATIVE, Cadre
from registry.people import actions as people
from registry.people.forms import PersonFields
from registry.reelections.actions.candidates import DETAILS
from registry.reelections.actions.opening import PLAN
from registry.reelections.models import Candidate, Reelection
from registry.reelections.states import OWN_FILE, REVIEW, ReelectionKind, Result

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx")
_ACCEPT = ",".join(f".{kind}" for kind in FILE_TYPES)


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


def file_field(label: str, help_text: str = "") -> forms.FileField:
    widget = forms.FileInput(attrs={"accept": _ACCEPT})
    text = help_text or "可上传扫描件：" + "、".join(f".{kind}" for kind in FILE_TYPES) + "。"
    return forms.FileField(label=label, required=False, help_text=text, widget=widget)


def words_field(label: str, help_text: str = "", *, rows: int = 3, **options) -> forms.CharField:
    options.setdefault("max_length", 400)
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), **options)


class OpenForm(forms.Form):
    kind = forms.ChoiceField(
        label="办理事项", choices=ReelectionKind.choices,
        help_text="换届：任期届满，选举新一届；届中调整：本届内更换负责人；延期换届：届满前不能按期换届，每届一次，最长1年。",
    )  # fmt: skip


_DAYS = {
    name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    for name in ("planned_on", "extend_until", "council_on")
}
_PLAN_HELP = {
    "planned_on": "打算哪天开会；候选人的年龄等按这一天核对。",
    "reason": "延期换届写明不能按期换届的原因；届中调整写明更换的原因。",
    "extend_until": "含当日，最长不超过届满后1年。",
    "council_on": "理事会作出延期决定的日期。",
    "council_total": "全体理事人数。",
}


class _PlanForm(VersionedModelForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if name not in ("version", "reason") or (name == "reason" and self.instance.is_extension):
                field.required = name != "version"

    def clean(self):
        cleaned = super().clean()
        planned = cleaned.get("planned_on")
        if planned and planned < clock.today():
            self.add_error("planned_on", "拟召开会议的日期不能早于今天。")
        counts = [cleaned.get(name) for name in ("council_votes", "council_present", "council_total")]
        if None not in counts and counts != sorted(counts):
            self.add_error("council_votes", "同意票数不能多于到会人数，到会人数不能多于理事人数。")
        return cleaned


def plan_form(reelection: Reelection) -> type[_PlanForm]:
    """The form of this kind of chain."""
    its = ("planned_on", "meeting", "reason")
    if reelection.is_extension:
        its = tuple(name for name in PLAN if name not in ("planned_on", "meeting"))
    return forms.modelform_factory(
        Reelection,
        form=_PlanForm,
        fields=its,
        widgets={
            name: widget for name, widget in {**_DAYS, "reason": forms.Textarea({"rows": 3})}.items() if name in its
        },
        help_texts={name: text for name, text in _PLAN_HELP.items() if name in its},
    )


class _Details(forms.Form):
    is_full_time = forms.BooleanField(label="专职", required=False)
    is_paid = forms.BooleanField(label="在本组织领取薪酬", required=False)
    cadre = forms.ChoiceField(
        label="领导干部、公务人员", choices=Cadre.choices, required=False,
        help_text="退（离）休领导干部和现职公务人员须如实申报；只供审核使用，不公开。",
    )  # fmt: skip
    approval = forms.CharField(
        label="干部管理部门批准文书", required=False, max_length=120, help_text="领导干部、公务人员兼职的填写文号。"
    )
    kinship = forms.CharField(
        label="近亲属关系", required=False, max_length=120,
        help_text="与其他候选人、理事有夫妻、直系血亲等近亲属关系的，写明与谁、何种关系。基金会必须申报。",
    )  # fmt: skip
    accepted_reason = words_field(
        "与规定不一致的说明", "名单页面提示与任职规定不一致的，写明理由和批准文书；没有提示的不填。", rows=2,
        required=False, max_length=200,
    )  # fmt: skip


class CandidateForm(_Details, PersonFields):
    kind = forms.ModelChoiceField(label="拟任职务", queryset=None, to_field_name="code", empty_label="请选择")
    field_order = ("kind", "name", "id_type", "id_number", "birth_on", "gender", "phone", *DETAILS)

    def __init__(self, *args, reelection: Reelection, **options):
        super().__init__(*args, **options)
        self.reelection = reelection
        org_type = reelection.organization.org_type
        kind = self.fields["kind"]
        kind.queryset = offices.kinds_for(org_type)
        kind.label_from_instance = lambda row: row.label_in(org_type)
        for name in ("name", "id_number", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self):
        """Numbers are asked of 负责人 and legal representatives, and of nobody else."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind is None or self.errors.get("id_number"):
            return cleaned
        collects = kind.code == LEGAL_REPRESENTATIVE or self.reelection.organization.org_type in kind.responsible_types
        if not collects and (cleaned.get("id_number") or cleaned.get("phone")):
            self.add_error("id_number", "理事、监事等职务不收集证件号码和电话，请留空。")
        elif collects and not cleaned.get("id_number"):
            self.add_error("id_number", "请填写证件号码：负责人和法定代表人须核对证件。")
        return cleaned

    def person(self, actor):
        """The person on record or a new one; without a number: of that name in this organization or on this list."""
        data = self.cleaned_data
        if not data["id_number"]:
            posts = self.reelection.organization.officer_posts.filter(person__name=data["name"])
            if post := posts.select_related("person").order_by("-valid_from").first():
                return post.person
            if other := self.reelection.candidates.filter(person__name=data["name"]).select_related("person").first():
                return other.person
        names = ("name", "id_type", "id_number", "phone", "birth_on", "gender")
        permission = OWN_FILE if actor.is_organization_side else REVIEW
        return people.identify(actor=actor, permission=permission, **{name: data[name] for name in names})

    @property
    def details(self) -> dict:
        return {name: self.cleaned_data[name] for name in DETAILS}


class CandidateEditForm(VersionedFormMixin, _Details):
    def __init__(self, *args, instance: Candidate, **options):
        self.instance = instance
        super().__init__(*args, initial=self.values_of(instance), **options)

    @staticmethod
    def values_of(obj) -> dict:
        return {name: getattr(obj, name) for name in DETAILS}


class _PerCandidate(forms.Form):
    """One more field a candidate, before the others."""

    prefix_of_rows = ""

    def __init__(self, *args, candidates: Sequence[Candidate], **options):
        super().__init__(*args, **options)
        self.candidates = list(candidates)
        rows = {f"{self.prefix_of_rows}{one.pk}": self.row_field(one) for one in self.candidates}
        self.fields = {**rows, **self.fields}

    def row_field(self, candidate: Candidate) -> forms.Field:
        raise NotImplementedError

    @property
    def by_candidate(self) -> dict:
        return {one.pk: self.cleaned_data[f"{self.prefix_of_rows}{one.pk}"] for one in self.candidates}


class _Results(_PerCandidate):
    prefix_of_rows = "result_"

    def row_field(self, candidate):
        return forms.ChoiceField(
            label=str(candidate),
            choices=Result.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "请选择。"},
        )


class OpinionForm(_Results):
    """`is_party`: the association sees result and contact alone, so there is no field for reasons to it."""

    result = forms.ChoiceField(label="意见", choices=Result.choices, widget=forms.RadioSelect)
    words = words_field("需补充的材料", "社会组织会看到。不写个人情况。", required=False)
    contact = forms.CharField(
        label="联系人及电话", required=False, max_length=80, help_text="有未通过的必填，社会组织据此询问。"
    )
    inner_note = words_field("内部记录", "只有本单位能看到。", required=False)

    def __init__(self, *args, is_extension: bool, is_party: bool, **options):
        super().__init__(*args, **options)
        if not is_extension:
            del self.fields["result"]
        if is_party:
            del self.fields["words"]

    @property
    def given(self) -> dict:
        names = ("result", "words", "contact", "inner_note")
        return {"results": self.by_candidate, **{n: self.cleaned_data[n] for n in names if n in self.fields}}


class ReviewForm(_Results):
    comment = words_field(
        "核实情况、退回意见", "有单位未同意或与任职规定不一致而审核通过的，写明核实情况；退回的，写明需要补正的内容。",
        required=False,
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = words_field("理由")


class CommentForm(forms.Form):
    comment = words_field("意见", required=False)


class AuditForm(forms.Form):
    auditor = forms.CharField(label="审计机构", max_length=120)
    audited_on = day_field("报告日期")
    audit_no = forms.CharField(label="报告文号", max_length=80, required=False)
    report = file_field("审计报告")


class NoticeForm(forms.Form):
    notified_on = day_field("通知日期", "发出会议通知之日。")
    meeting_on = day_field("会议日期")
    meeting_place = forms.CharField(label="会议地点", max_length=120)
    reason = words_field("通知时间不足的理由", "提前天数不够、仍准予登记的，写明理由。", rows=2, required=False)

    def __init__(self, *args, is_office: bool, **options):
        super().__init__(*args, **options)
        if not is_office:
            del self.fields["reason"]


class ResultForm(_PerCandidate):
    prefix_of_rows = "votes_"
    held_on = day_field("开会日期")
    total = forms.IntegerField(label="应到人数", min_value=1, max_value=100000)
    present = forms.IntegerField(label="实到人数", min_value=1, max_value=100000)
    term_years = forms.IntegerField(label="新一届任期（年）", min_value=1, max_value=10, help_text="按章程规定。")
    resolution = forms.CharField(
        label="会议决议", max_length=120, help_text="名称和文号，如：第四届第一次会员大会决议。"
    )
    resolution_scan = file_field("决议扫描件")
    field_order = ("held_on", "total", "present", "term_years", "resolution", "resolution_scan")

    def __init__(self, *args, is_term: bool, **options):
        super().__init__(*args, **options)
        if not is_term:
            del self.fields["term_years"]

    def row_field(self, candidate):
        return forms.IntegerField(label=f"{candidate}：赞成票", min_value=0, max_value=100000)

    def clean(self):
        cleaned = super().clean()
        total, present = cleaned.get("total"), cleaned.get("present")
        if total and present and present > total:
            self.add_error("present", "实到人数不能多于应到人数。")
        return cleaned


class FinishForm(forms.Form):
    """The change of registration is asked where it is not on record."""

    registered_on = day_field("法定代表人变更登记日期")
    registered_by = forms.CharField(
        label="变更登记文书", max_length=120, help_text="准予变更登记决定书文号；由行政审批部门登记的，填其文书。"
    )
    comment = words_field("备注", rows=2, required=False)

    def __init__(self, *args, is_owed: bool, **options):
        super().__init__(*args, **options)
        if not is_owed:
            del self.fields["registered_on"], self.fields["registered_by"]
