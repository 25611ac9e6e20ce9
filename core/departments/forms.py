from django import forms

from core import clock
from core.access.roles import roles_of
from core.departments.models import Department, DepartmentSeat, Region
from core.identity.models import User


class SeatRequestForm(forms.Form):
    """A post for somebody. What may be combined with what is checked by the action."""

    username = forms.CharField(label="用户名", max_length=150, help_text="先在“账号”中新建账号，再申请岗位。")
    department = forms.ModelChoiceField(label="部门", queryset=Department.objects.none())
    role = forms.ChoiceField(label="岗位")
    region_code = forms.CharField(
        label="负责区划代码",
        required=False,
        max_length=12,
        help_text="镇街、村居、网格岗位填写 12 位区划代码；不填为部门所在区划。",
    )
    valid_from = forms.DateField(label="起始日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    valid_to = forms.DateField(
        label="终止日期",
        required=False,
        help_text="最后一天，含当日；只读审计岗位必填。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.active().order_by("region__code", "kind", "name")
        self.fields["department"].label_from_instance = lambda department: department.name
        self.fields["role"].choices = [("", "请选择"), *((role.key, role.label) for role in roles_of("staff"))]
        self.fields["valid_from"].initial = clock.today()

    def clean_username(self):
        """The account itself, as `cleaned_data["username"]`."""
        user = User.objects.filter(username__iexact=self.cleaned_data["username"].strip()).first()
        if user is None:
            raise forms.ValidationError("没有这个用户名，请核对或先新建账号。")
        return user

    def clean_region_code(self):
        code = self.cleaned_data["region_code"].strip()
        if not code:
            return None
        region = Region.objects.current().filter(code=code).first()
        if region is None:
            raise forms.ValidationError("没有这个区划代码，请填写 12 位现行代码。")
        return region


class EndSeatForm(forms.Form):
    comment = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    last_day = forms.DateField(
        label="最后一天",
        required=False,
        help_text="不填为立即离岗。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SubstituteForm(forms.Form):
    """A colleague of the same office, from one day to another."""

    colleague = forms.ModelChoiceField(label="代岗同事", queryset=User.objects.none(), empty_label="请选择")
    valid_from = forms.DateField(label="起始日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    valid_to = forms.DateField(
        label="终止日期",
        help_text="最后一天，含当日；到期自动结束。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    comment = forms.CharField(label="事由", max_length=200, help_text="如：年休假、外出培训。")

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        people = DepartmentSeat.objects.current().filter(department=seat.department_id).values("user")
        colleagues = User.objects.filter(pk__in=people, is_active=True).exclude(pk=seat.user_id)
        self.fields["colleague"].queryset = colleagues.order_by("name", "pk")
        self.fields["valid_from"].initial = clock.today()

    def clean(self):
        cleaned = super().clean()
        begin, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if begin and end and end < begin:
            self.add_error("valid_to", "终止日期不能早于起始日期。")
        return cleaned
