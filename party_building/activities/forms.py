"""What a secretary says about an event: three things, and more if she likes."""

from django import forms

from core import clock
from core.forms.versioned import VersionedFormMixin, VersionedModelForm
from party_building.activities.actions import FILE_TYPES
from party_building.activities.models import Activity, ActivityKind, Appraisal
from party_building.activities.states import FileKind, Grade
from party_building.unit_names import UnitNamesField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MORE = ("place", "present", "led_by", "joint")
GRADES = tuple(grade.value for grade in Grade)


def _joint() -> UnitNamesField:
    return UnitNamesField(
        label="联合开展的党组织",
        help_text="与其他党支部联合开展的，填写其全称，每行一个。联合活动只记这一次，各支部都算已开展。",
    )


class _Said(forms.Form):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["kind"].queryset = ActivityKind.objects.filter(is_active=True)
        self.fields["kind"].empty_label = None

    @property
    def few(self):
        return [self[name] for name in ("kind", "held_on", "topic")]

    @property
    def more(self):
        return [self[name] for name in MORE]

    @property
    def is_more_open(self) -> bool:
        return any(self[name].errors or self[name].value() for name in MORE)


class ActivityForm(_Said):
    kind = forms.ModelChoiceField(label="类别", queryset=ActivityKind.objects.none())
    held_on = forms.DateField(label="日期", widget=DAY)
    topic = forms.CharField(label="主题", max_length=120)
    place = forms.CharField(label="地点", max_length=80, required=False)
    present = forms.IntegerField(label="参加人数", min_value=1, max_value=9999, required=False)
    led_by = forms.CharField(label="主持人", max_length=40, required=False)
    joint = _joint()


class CorrectionForm(_Said, VersionedModelForm):
    joint = _joint()
    reason = forms.CharField(label="更正原因", max_length=200)

    class Meta:
        model = Activity
        fields = ("kind", "held_on", "topic", "place", "present", "led_by")
        widgets = {"held_on": DAY}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["joint"].initial = "\n".join(self.instance.units.order_by("name").values_list("name", flat=True))

    def values_of(self, obj) -> dict:
        return {name: getattr(obj, self.Meta.model._meta.get_field(name).attname) for name in self.Meta.fields}

    def _differs(self, name, value) -> bool:
        return name in self.Meta.fields and super()._differs(name, value)


class FileForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=FileKind.choices)
    file = forms.FileField(
        label="文件",
        help_text="、".join(f".{kind}" for kind in FILE_TYPES),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in FILE_TYPES)}),
    )


class GroupsForm(forms.Form):
    number = forms.IntegerField(label="党小组数", min_value=0, max_value=30, help_text="没有划分党小组的填 0。")
    since = forms.DateField(label="自何日起", widget=DAY)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["since"].initial = clock.today()


class AppraisalForm(VersionedFormMixin):
    """Only numbers: nobody's grade is entered anywhere."""

    excellent = forms.IntegerField(label="优秀", min_value=0, max_value=999)
    qualified = forms.IntegerField(label="合格", min_value=0, max_value=999)
    basic = forms.IntegerField(label="基本合格", min_value=0, max_value=999, initial=0)
    unqualified = forms.IntegerField(label="不合格", min_value=0, max_value=999, initial=0)
    absent = forms.IntegerField(label="未参加评议", min_value=0, max_value=999, initial=0)

    def __init__(self, *args, instance: Appraisal, **options):
        self.instance = instance
        if instance.pk:
            options["initial"] = {name: getattr(instance, name) for name in (*GRADES, "absent")}
        super().__init__(*args, **options)


class PeriodForm(forms.Form):
    """The days that the list of activities is narrowed to, as its filter calls them."""

    held_after = forms.DateField(required=False)
    held_before = forms.DateField(required=False)
