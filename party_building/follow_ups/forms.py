from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.forms import VersionedFormMixin
from party_building.follow_ups.actions import EDITED
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.states import Delivery, FollowUpKind

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx", "xlsx")
REPLY_DAYS = 10  # offered, not required: the field can be changed
ADDRESSEES = (
    DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU, DepartmentKind.STREET,
    DepartmentKind.PARTY_ORGAN,
)  # fmt: skip


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


class LetterFields(forms.Form):
    """What stands in the letter. `issuer_name` is one of the names under which the organ writes."""

    issuer_name = forms.ChoiceField(label="署名", help_text="文书以此名义发出，各名义分别编号。")
    addressee = forms.ModelChoiceField(label="主送单位", queryset=Department.objects.none(), empty_label="请选择")
    subject = forms.CharField(label="事由", max_length=160, help_text="标题为“关于……的”加文种，不写社会组织名称。")
    body = forms.CharField(
        label="正文", max_length=3000, widget=forms.Textarea(attrs={"rows": 9}),
        help_text="一行为一段。用“待提升”“尚未办结”等表述；工作通报不是通报批评。",
    )  # fmt: skip
    reply_workdays = forms.IntegerField(
        label="回复时限（工作日）", required=False, min_value=1, max_value=120,
        help_text="自送达次日起算；不要求回复的不填。督办函必填。",
    )  # fmt: skip
    talk_on = day_field("约谈日期", "约谈才需要填写。", required=False)
    talk_place = forms.CharField(label="约谈地点", max_length=120, required=False)
    duty = forms.CharField(label="对应职责", max_length=160, required=False, help_text="有对应的党建职责时填写。")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        own = Department.objects.get(pk=actor.department_id)
        self.fields["issuer_name"].choices = [(name, name) for name in own.letter_names]
        units = Department.objects.active().of_kind(*ADDRESSEES).exclude(pk=own.pk)
        self.fields["addressee"].queryset = units.order_by("region__code", "name")


class DraftForm(LetterFields):
    kind = forms.ChoiceField(label="类别", choices=FollowUpKind.choices)
    field_order = ("kind",)


class EditForm(VersionedFormMixin, LetterFields):
    def __init__(self, *args, instance: FollowUp, **options):
        self.instance = instance
        super().__init__(*args, initial=self.values_of(instance), **options)

    def values_of(self, obj) -> dict:
        """Of the row, or of an event of its history, where offices stand by their ids."""
        values = {name: getattr(obj, name) for name in EDITED if name != "addressee"}
        return {**values, "addressee": obj.addressee_id}


class SignForm(forms.Form):
    number = forms.CharField(
        label="文号", max_length=80, required=False, help_text="公文系统已给文号的照填；不填由本平台按序编号。"
    )


class ServeForm(forms.Form):
    served_on = day_field("送达日期")
    delivery = forms.ChoiceField(label="送达方式", choices=Delivery.choices)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["served_on"].initial = clock.today()


class ReplyForm(forms.Form):
    text = forms.CharField(
        label="回复内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="办理情况、下一步措施和完成时间。",
    )  # fmt: skip
    document = forms.FileField(
        label="附件", required=False, help_text="、".join(FILE_TYPES),
        widget=forms.FileInput({"accept": ",".join(f".{kind}" for kind in FILE_TYPES)}),
    )  # fmt: skip


class HoldForm(forms.Form):
    talk_on = day_field("约谈日期")
    talk_place = forms.CharField(label="地点", max_length=120)
    attendees = forms.CharField(
        label="参加人员（按职务）", max_length=300, help_text="只写单位和职务，如：市商务局分管副局长。"
    )
    minutes = forms.CharField(label="约谈纪要", max_length=3000, widget=forms.Textarea(attrs={"rows": 6}))
