import datetime

from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentSeat
from core.identity.models import User
from core.workdays.calendar import add_workdays
from core.writeoff.forms import units
from registry.organizations.named_field import OrganizationsField
from supervision.liaison.states import ContactKind, LinkKind, NeedKind

ANSWER_WORKDAYS = 10  # offered, not asked


def day_field(label: str, help_text: str = "", **options) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


class LinkForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=LinkKind.choices)
    name = forms.CharField(label="联系人", max_length=40)
    post = forms.CharField(label="职务", max_length=80, required=False)
    phone = forms.CharField(label="办公电话", max_length=40, required=False, help_text="社会组织可以看到。")
    user = forms.ModelChoiceField(
        label="账号", queryset=User.objects.none(), required=False, empty_label="不选",
        help_text="在平台有岗位的，选择后本人的工作台会列出所联系的社会组织。",
    )  # fmt: skip
    document = forms.CharField(label="依据文件", max_length=200, help_text="如：联系服务行业协会商会名单的通知。")
    since = day_field("起始日期")
    organizations = OrganizationsField(label="社会组织")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        seats = DepartmentSeat.objects.current().filter(department=actor.department_id)
        self.fields["user"].queryset = User.objects.filter(pk__in=seats.values("user")).order_by("name")
        self.fields["user"].label_from_instance = lambda user: user.name
        self.fields["organizations"].actor = actor
        self.fields["since"].initial = clock.today()


class EndForm(forms.Form):
    last_day = day_field("最后一天", "含当日。")
    reason = forms.CharField(label="原因", max_length=200)


class ContactForm(forms.Form):
    """Half a minute: what about; the rest is filled in or may stay empty."""

    kind = forms.ChoiceField(label="方式", choices=ContactKind.choices, initial=ContactKind.CALL_IN)
    topic = forms.CharField(label="事由", max_length=300, help_text="一句话即可。")
    counterpart = forms.CharField(label="对方", max_length=60, required=False, help_text="姓名或职务。")
    answer = forms.CharField(
        label="答复", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写过的答复可以在联系记录中复制。",
    )  # fmt: skip
    on = day_field("日期")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today()


class OwnNeedForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=NeedKind.choices, initial=NeedKind.NEED)
    words = forms.CharField(label="内容", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    wish = forms.CharField(
        label="希望怎样解决", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class NeedForm(OwnNeedForm):
    """The same as an office writes it down."""


class AssignForm(forms.Form):
    responsible = forms.ModelChoiceField(label="答复单位", queryset=Department.objects.none(), empty_label="请选择")
    due_on = day_field("答复期限")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["responsible"].queryset = units()
        self.fields["due_on"].initial = add_workdays(clock.today(), ANSWER_WORKDAYS)

    def clean_due_on(self) -> datetime.date:
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError("答复期限不能早于今天。")
        return day


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="答复", max_length=800, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="社会组织会看到全文。写明能否解决、怎样办理、何时完成；不能解决的写明原因。",
    )  # fmt: skip
