from django import forms

from core import clock
from core.access.actor import Actor
from core.forms import VersionedModelForm
from party_building.training.models import CourseStage, Lecturer, TrainingClass, TrainingCourse
from registry.organizations.models import Organization
from registry.organizations.named_field import OrganizationsField


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class _Of(VersionedModelForm):
    """Of the actor's office; a new row has no version to compare."""

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.actor = actor
        if "valid_from" in self.fields and not self.instance.pk:
            self.fields["valid_from"].initial = clock.today()

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "终止日期不能早于起始日期。")
        return data


class CourseForm(_Of):
    class Meta:
        model = TrainingCourse
        fields = ("name", "stage", "hours", "outline", "valid_from", "valid_to")
        widgets = {"outline": forms.Textarea(attrs={"rows": 3}), "valid_from": _day(), "valid_to": _day()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["stage"].queryset = CourseStage.objects.on(clock.today())
        self.fields["hours"].min_value = 0.5


class LecturerForm(_Of):
    class Meta:
        model = Lecturer
        fields = ("name", "employer", "subjects", "valid_from", "valid_to")
        widgets = {"valid_from": _day(), "valid_to": _day()}


class ClassForm(_Of):
    """A new class also says who is invited; afterwards that stays."""

    class Meta:
        model = TrainingClass
        fields = (
            "course", "title", "held_on", "starts_at", "place", "capacity", "hours", "sign_up_until", "lecturer",
            "note",
        )  # fmt: skip
        widgets = {
            "held_on": _day(), "sign_up_until": _day(), "note": forms.Textarea(attrs={"rows": 2}),
            "starts_at": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        today = clock.today()
        self.fields["course"].queryset = TrainingCourse.objects.visible_to(self.actor).on(today).order_by("name")
        self.fields["lecturer"].queryset = Lecturer.objects.visible_to(self.actor).on(today).order_by("name")
        self.fields["hours"].help_text = "参加者计入的学时。"

    def clean(self):
        data = super().clean()
        until, day = data.get("sign_up_until"), data.get("held_on")
        if until and day and until > day:
            self.add_error("sign_up_until", "报名截止不能晚于举办日期。")
        return data


class NewClassForm(ClassForm):
    is_invited_only = forms.BooleanField(label="仅限受邀的社会组织报名", required=False)
    invited = OrganizationsField(
        label="受邀的社会组织", required=False,
        help_text="每行一家，填写全称或统一社会信用代码。不填的，本单位系统内的社会组织均可报名。",
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["invited"].actor = self.actor

    def clean(self):
        data = super().clean()
        if data.get("is_invited_only") and not data.get("invited") and "invited" not in self.errors:
            self.add_error("invited", "仅限受邀的培训班，请至少填写一家社会组织。")
        return data


class OwnSignUpForm(forms.Form):
    name = forms.CharField(label="参加人姓名", max_length=40)
    post = forms.CharField(label="职务", max_length=40, required=False)


class SignUpForm(OwnSignUpForm):
    """By the host, for an organization."""

    organization = OrganizationsField(label="社会组织", widget=forms.TextInput, help_text="全称或统一社会信用代码。")
    field_order = ("organization", "name", "post")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["organization"].actor = actor

    @property
    def told(self) -> dict:
        data = dict(self.cleaned_data)
        body: Organization = data.pop("organization")[0]
        return {**data, "organization": body}
