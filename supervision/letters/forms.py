from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.forms import VersionedFormMixin
from registry.org_accounts.forms import OrganizationField
from supervision.letters import texts
from supervision.letters.models import Letter, LetterKind, LetterTemplate
from supervision.letters.states import AT_ONCE, Addressees, Opinion, Outcome, Way

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx", "xlsx")
PROOF_TYPES = ("pdf", "jpg", "png")
MOST_FILES = 5
VALUE = "value_"
RECIPIENTS = tuple(kind for kind in DepartmentKind if kind not in (DepartmentKind.OPERATOR, DepartmentKind.COMMUNITY))


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


def text_field(label: str, rows: int, help_text: str = "", **options) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, help_text=help_text, widget=widget, **{"max_length": 3000, **options})


def file_field(label: str, types=PROOF_TYPES) -> forms.FileField:
    return forms.FileField(
        label=label, required=False, help_text="、".join(types),
        widget=forms.FileInput({"accept": ",".join(f".{kind}" for kind in types)}),
    )  # fmt: skip


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the value is a list."""

    def __init__(self, label: str, types=FILE_TYPES):
        accept = ",".join(f".{kind}" for kind in types)
        super().__init__(
            label=label, required=False, widget=_ManyFiles({"accept": accept}),
            help_text=f"最多{MOST_FILES}个；{'、'.join(types)}。",
        )  # fmt: skip

    def clean(self, data, initial=None):
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(f"最多{MOST_FILES}个文件。")
        return [super(FilesField, self).clean(one, initial) for one in given]


class LetterFields(forms.Form):
    """What stands in a letter of one kind: its own fields, as far as the text of the day asks for them."""

    issuer_name = forms.ChoiceField(label="署名", help_text="文书以此名义发出，各名义分别编号。")

    def __init__(self, *args, kind: LetterKind, template: LetterTemplate, issuer: Department, **options):
        super().__init__(*args, **options)
        self.kind, self.template, self.issuer = kind, template, issuer
        self.fields["issuer_name"].choices = [(name, name) for name in issuer.letter_names]
        asked = texts.places([*template.blocks, {"text": template.title}])
        if "subject" in asked:
            words = "标题和正文中用到，不写社会组织名称。"
            self.fields["subject"] = forms.CharField(label="事由", max_length=160, help_text=words)
        for field in kind.fields:
            if field["name"] in asked:
                self.fields[VALUE + field["name"]] = text_field(field["label"], field["rows"], field["help"])
        if kind.asks_reply:
            self.fields["reply_workdays"] = forms.IntegerField(
                label="回复时限（工作日）", min_value=1, max_value=120, initial=kind.reply_workdays,
                help_text="自送达次日起算。",
            )  # fmt: skip
        offices = Department.objects.active().of_kind(*RECIPIENTS).exclude(pk=issuer.pk)
        self.fields["countersigners"] = forms.ModelMultipleChoiceField(
            label="会签单位", queryset=offices.order_by("region__code", "name"), required=False,
            help_text="需要其他单位会签的选择；可以按住 Ctrl 多选。",
        )  # fmt: skip

    @property
    def letter_fields(self) -> dict:
        """Keyword arguments of the verb."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        values = {name.removeprefix(VALUE): value for name, value in cleaned.items() if name.startswith(VALUE)}
        given = {name: value for name, value in cleaned.items() if not name.startswith(VALUE)}
        return {**given, "values": values}


class DraftForm(LetterFields):
    """A new letter: to whom, and what stands in it."""

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        is_open = self.kind.addressees == Addressees.EITHER
        if self.kind.addressees != Addressees.DEPARTMENT:
            field = OrganizationField()
            field.actor, field.required = actor, not is_open
            if is_open:
                field.help_text = "发给社会组织的填写；发给单位的留空。"
                field.clean = self._optional(field.clean)
            self.fields["organization"] = field
        if self.kind.addressees != Addressees.ORGANIZATION:
            offices = Department.objects.active().of_kind(*RECIPIENTS).exclude(pk=self.issuer.pk)
            self.fields["department"] = forms.ModelChoiceField(
                label="主送单位", queryset=offices.order_by("region__code", "name"), empty_label="请选择",
                required=not is_open,
            )  # fmt: skip
        self.order_fields(["organization", "department", "issuer_name"])

    @staticmethod
    def _optional(clean):
        return lambda value: clean(value) if (value or "").strip() else None


class EditForm(VersionedFormMixin, LetterFields):
    def __init__(self, *args, instance: Letter, **options):
        self.instance = instance
        offices = list(instance.countersigns.values_list("department_id", flat=True))
        initial = {**self.values_of(instance), "countersigners": offices}
        super().__init__(*args, initial=initial, **options)

    def values_of(self, obj) -> dict:
        """Of the row, or of an event of its history."""
        values = {f"{VALUE}{name}": value for name, value in obj.values.items()}
        return {**values, **{name: getattr(obj, name) for name in ("issuer_name", "subject", "reply_workdays")}}


class SignForm(forms.Form):
    number = forms.CharField(
        label="文号", max_length=80, required=False, help_text="公文系统已给文号的照填；不填由本平台按序编号。"
    )


class CountersignForm(forms.Form):
    opinion = forms.ChoiceField(label="会签意见", choices=[("", "请选择"), *Opinion.choices])
    comment = text_field("说明", 3, "不同意或者提出意见的，请写明。", required=False, max_length=500)


class DeliverForm(forms.Form):
    """It has been handed over, left, passed on or exchanged."""

    way = forms.ChoiceField(label="送达方式")
    served_on = day_field("送达日期")
    receiver = forms.CharField(
        label="签收人、见证人或者转交单位", max_length=80, required=False, help_text="直接送达社会组织的必填。"
    )
    reason = forms.CharField(
        label="原因", max_length=300, required=False, help_text="留置送达、转交送达的，写明原因。"
    )
    proof = file_field("送达回证（扫描件或照片，不强制）")

    def __init__(self, *args, kind: LetterKind, **options):
        super().__init__(*args, **options)
        self.fields["way"].choices = [(way, Way(way).label) for way in kind.ways if way in AT_ONCE]
        self.fields["served_on"].initial = clock.today()


class PostForm(forms.Form):
    posted_on = day_field("交寄日期")
    tracking_number = forms.CharField(label="挂号或邮件号", max_length=40)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["posted_on"].initial = clock.today()


class ArrivedForm(forms.Form):
    served_on = day_field("签收日期", "以回执上的日期为准。")
    receiver = forms.CharField(label="签收人", max_length=80, required=False)
    proof = file_field("回执（扫描件或照片，不强制）")


class ReturnedForm(forms.Form):
    ended_on = day_field("退回或者确认未送达的日期")
    reason = forms.CharField(label="原因", max_length=300, help_text="如：原址查无此单位；迁移新址不明；拒收。")
    proof = file_field("退件（扫描件或照片，不强制）")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["ended_on"].initial = clock.today()


class PublishForm(forms.Form):
    reason = text_field("采用公告送达的原因", 3, "写明其他方式为何不能送达；此项不公开。", max_length=300)


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label="办理结果", choices=[("", "请选择"), *Outcome.choices])
    comment = text_field("办结意见", 3, max_length=500)


class ReplyForm(forms.Form):
    def __init__(self, *args, kind: LetterKind, **options):
        super().__init__(*args, **options)
        if kind.asks_opinion:
            self.fields["opinion"] = forms.ChoiceField(label="意见", choices=[("", "请选择"), *Opinion.choices])
        words = "具体意见和理由。" if kind.asks_opinion else "办理情况、下一步措施和完成时间。"
        self.fields["text"] = text_field("回复内容", 6, words)
        self.fields["documents"] = FilesField("附件")
