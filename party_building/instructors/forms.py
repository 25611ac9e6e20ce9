from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q

from core import clock
from core.access.actor import Actor
from core.departments.models import Region, RegionLevel
from core.forms import VersionedModelForm
from core.refusal import Refusal
from party_building.council_units.forms import day_field, offices
from party_building.council_units.models import CouncilUnit
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.states import AppraisalGrade, DispatchBasis
from registry.people.forms import PersonFields

PHOTO_TYPES = ("jpg", "png")
TRADES_AT_MOST = 6


def attempt(form: forms.Form, verb) -> bool:
    """Run the verb; a refusal becomes an error of the form."""
    try:
        verb()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


class InstructorFields(forms.ModelForm):
    trades = forms.CharField(
        label="专长行业",
        required=False,
        max_length=200,
        help_text="用顿号隔开，与组织的行业分类一致，如：教育、养老服务。",
    )
    account = forms.CharField(
        label="登录账号", required=False, max_length=150,
        help_text="指导员在手机上记录走访所用的用户名；没有账号的不填。",
    )  # fmt: skip

    class Meta:
        model = Instructor
        fields = (
            "kind", "council_unit", "sending_department", "sending_name", "post", "trades", "home", "load_cap",
            "account", "document",
        )  # fmt: skip
        help_texts = {
            "council_unit": "委员单位选派的在此选择；部门、镇街或其他单位选派的填下面一栏。",
            "load_cap": "不填时按统一规定；与统一规定不同的才填写。",
        }

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        today = clock.today()
        units = CouncilUnit.objects.visible_to(actor).on(today)
        kept = self.instance.council_unit_id
        chosen = CouncilUnit.objects.filter(Q(pk__in=units.values("pk")) | Q(pk=kept)) if kept else units
        self.fields["council_unit"].queryset = chosen.order_by("name")
        self.fields["sending_department"].queryset = offices()
        homes = Region.objects.current().filter(level__in=(RegionLevel.DISTRICT, RegionLevel.TOWNSHIP))
        homes = homes.filter(code__startswith=settings.HOME_CITY_CODE[:4]).order_by("code")
        self.fields["home"].queryset = homes
        self.fields["home"].label_from_instance = lambda region: region.full_name or region.name
        for name in ("council_unit", "sending_department", "home"):
            self.fields[name].empty_label = "不选"
        self.initial["trades"] = "、".join(self.instance.trades)
        self.initial["account"] = self.instance.account.username if self.instance.account_id else ""

    def clean_trades(self) -> list[str]:
        words = self.cleaned_data["trades"].replace("，", "、").replace(",", "、").split("、")
        found = list(dict.fromkeys(word.strip() for word in words if word.strip()))
        if len(found) > TRADES_AT_MOST:
            raise forms.ValidationError(f"专长行业最多填{TRADES_AT_MOST}个。")
        return found

    def clean_account(self):
        typed = self.cleaned_data["account"].strip()
        if not typed:
            return None
        user = get_user_model().objects.filter(username=typed, is_active=True).first()
        if user is None:
            raise forms.ValidationError("没有这个用户名的账号，请向指导员本人核对。")
        return user

    def clean(self):
        cleaned = super().clean()
        named = [
            cleaned.get("council_unit"),
            cleaned.get("sending_department"),
            (cleaned.get("sending_name") or "").strip(),
        ]
        if sum(map(bool, named)) != 1:
            self.add_error("council_unit", "请填写选派单位：委员单位、部门镇街、其他单位三者填一种。")
        return cleaned


class EnrollForm(InstructorFields, PersonFields):
    name = forms.CharField(label="姓名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    valid_from = day_field("起始日期", "进入指导员队伍的第一天。")

    field_order = ("name", "id_type", "id_number", "birth_on", "gender", "phone")
    PERSON = ("name", "id_type", "id_number", "phone", "birth_on", "gender")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["valid_from"].initial = clock.today()

    @property
    def person_values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.PERSON}

    @property
    def entered(self) -> dict:
        names = [*InstructorFields.Meta.fields, "valid_from"]
        return {name: self.cleaned_data[name] for name in names}


class ChangeForm(VersionedModelForm, InstructorFields):
    class Meta(InstructorFields.Meta):
        pass


class LeaveForm(forms.Form):
    last_day = day_field("最后一天", "含当日。其联系的组织同日结束选派，转入应派未派。")
    reason = forms.CharField(label="离队原因", max_length=200, help_text="如：退休、调离选派单位、身体原因。")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].initial = clock.today()


class AppraisalForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    grade = forms.ChoiceField(label="等次", choices=AppraisalGrade.choices)
    given_by = forms.CharField(label="考核单位", max_length=100, help_text="一般为选派单位。")
    note = forms.CharField(label="评语", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label="依据文书", max_length=200, required=False)

    def __init__(self, *args, instructor: Instructor, **options):
        super().__init__(*args, **options)
        self.fields["year"].initial = clock.today().year - 1
        self.fields["given_by"].initial = instructor.sender


def _choice_words(row: Instructor) -> str:
    cap = f"上限{row.cap}家" if row.cap is not None else "无上限"
    return f"{row.person.name}（{row.sender}，现联系{row.load}家，{cap}）"


class _Choosing(forms.Form):
    """With a choice of instructors who are in reach, the least loaded first."""

    def choose_from(self, actor: Actor, name: str, without: int | None = None) -> None:
        today = clock.today()
        rows = Instructor.objects.visible_to(actor).on(today).with_load(today).exclude(pk=without)
        field = self.fields[name]
        field.queryset = rows.select_related("person", "council_unit", "sending_department").order_by(
            "load", "person__pinyin"
        )
        field.label_from_instance = _choice_words


class DispatchForm(_Choosing):
    instructor = forms.ModelChoiceField(label="党建指导员", queryset=Instructor.objects.none(), empty_label="请选择")
    basis = forms.ChoiceField(
        label="选派方式", choices=DispatchBasis.choices, help_text="部门和镇街可以各派一名（双派）。"
    )
    since = day_field("起始日期")
    document = forms.CharField(label="依据文书", max_length=200, required=False)
    override_reason = forms.CharField(
        label="超出上限的理由", max_length=200, required=False, help_text="只在超出联系上限时填写。"
    )

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.choose_from(actor, "instructor")
        self.fields["since"].initial = clock.today()


class EndDispatchForm(forms.Form):
    last_day = day_field("最后一天", "含当日。")
    reason = forms.CharField(label="结束原因", max_length=200, help_text="如：已建党组织、轮换、组织注销。")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].initial = clock.today()


class HandoverForm(_Choosing):
    taker = forms.ModelChoiceField(label="接手的指导员", queryset=Instructor.objects.none(), empty_label="请选择")
    since = day_field("交接日期", "接手的第一天；原指导员联系到前一天。")
    reason = forms.CharField(label="交接原因", max_length=200, help_text="如：轮换、减轻负担。")
    document = forms.CharField(label="依据文书", max_length=200, required=False)
    dispatches = forms.ModelMultipleChoiceField(
        label="交接的组织", queryset=Dispatch.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请勾选要交接的组织。"},
    )  # fmt: skip
    override_reason = forms.CharField(
        label="超出上限的理由", max_length=200, required=False, help_text="只在超出联系上限时填写。"
    )

    def __init__(self, *args, actor: Actor, giver: Instructor, **options):
        super().__init__(*args, **options)
        self.choose_from(actor, "taker", without=giver.pk)
        rows = Dispatch.objects.visible_to(actor).on(clock.today()).filter(instructor=giver)
        rows = rows.select_related("organization__party_superior").order_by("organization__pinyin", "pk")
        field = self.fields["dispatches"]
        field.queryset = rows
        field.label_from_instance = lambda one: f"{one.organization.name}（{one.get_basis_display()}）"
        self.fields["since"].initial = clock.today()


class VisitForm(forms.Form):
    """One line is enough."""

    visited_on = day_field("日期")
    asked = forms.CharField(label="了解的情况", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    next_step = forms.CharField(label="下一步", max_length=200, required=False)
    photo = forms.FileField(
        label="照片", required=False, help_text="可以不传，不作评价。.jpg 或 .png。",
        widget=forms.FileInput(attrs={"accept": ".jpg,.png"}),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["visited_on"].initial = clock.today()


class GuidanceForm(forms.Form):
    visited_on = day_field("日期")
    asked = forms.CharField(label="指导内容", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    next_step = forms.CharField(label="下一步", max_length=200, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["visited_on"].initial = clock.today()
