from django import forms

from core import clock
from core.identity.models import User
from registry.org_accounts.forms import OrganizationField
from registry.org_accounts.models import OrganizationSeat

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx")
_ACCEPT = ",".join(f".{kind}" for kind in FILE_TYPES)


def _date(label: str, help_text: str) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class AnnounceForm(forms.Form):
    """I leave: until when I work."""

    last_day = _date("最后一天", "含当日。到这一天为止您仍可办理。")
    note = forms.CharField(
        label="说明", required=False, max_length=200, help_text="如：手头事项办到哪一步。只有本组织的人看得到。"
    )

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day < clock.today():
            raise forms.ValidationError("最后一天不能早于今天。")
        return day


class ArrangeForm(forms.Form):
    """Who follows, and from when the former holder is out."""

    last_day = _date("原人员最后一天", "含当日。接手人从今天起就可以办理，便于当面交接。")
    who = forms.ChoiceField(
        label="由谁接手",
        choices=[("new", "新人员：生成激活码，打印后交给本人"), ("colleague", "本组织现有人员")],
        widget=forms.RadioSelect,
        initial="new",
    )
    colleague = forms.ModelChoiceField(
        label="现有人员", required=False, queryset=User.objects.none(), empty_label="请选择"
    )

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        here = OrganizationSeat.objects.current().filter(organization=seat.organization_id).values("user")
        colleagues = User.objects.filter(pk__in=here, is_active=True).exclude(pk=seat.user_id)
        self.fields["colleague"].queryset = colleagues.order_by("name", "pk")
        self.fields["colleague"].label_from_instance = lambda user: user.name

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day < clock.today():
            raise forms.ValidationError("最后一天不能早于今天。")
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("who") == "colleague" and not cleaned.get("colleague") and "colleague" not in self.errors:
            self.add_error("colleague", "请选择接手的人员。")
        return cleaned

    @property
    def successor(self) -> User | None:
        return self.cleaned_data["colleague"] if self.cleaned_data["who"] == "colleague" else None


class ChangeForm(forms.Form):
    """What a clerk takes down when the legal representative of an organization cannot be reached."""

    organization = OrganizationField()
    new_name = forms.CharField(label="现法定代表人姓名", max_length=60)
    document_no = forms.CharField(
        label="依据文件及文号", max_length=80, help_text="如：法定代表人变更登记决定书及文号。"
    )
    reason = forms.CharField(
        label="情况说明",
        max_length=300,
        help_text="写明原账号为何不能交接、如何核实现法定代表人身份。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    document = forms.FileField(
        label="证明材料",
        help_text="变更登记决定书、身份核验记录等，.pdf、.jpg、.png、.ofd、.docx。",
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
        error_messages={"required": "请上传证明材料。"},
    )
    more = forms.FileField(label="其他材料", required=False, widget=forms.FileInput(attrs={"accept": _ACCEPT}))

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].actor = actor

    @property
    def uploads(self) -> list:
        return [self.cleaned_data[name] for name in ("document", "more") if self.cleaned_data.get(name)]
