from django import forms

from core import clock
from core.departments.models import Department, Region
from core.reorganizations import plans
from core.reorganizations.plans import PlanRefused
from core.reorganizations.states import Kind

REGION_KINDS = [(kind.value, kind.label) for kind in (Kind.ABOLISH_REGION, Kind.MERGE_REGIONS, Kind.RENAME_REGION)]
DEPARTMENT_KINDS = [
    (kind.value, kind.label) for kind in (Kind.ABOLISH_DEPARTMENT, Kind.MERGE_DEPARTMENTS, Kind.RENAME_DEPARTMENT)
]


def _lines(label: str, help_text: str, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget)


class _ChangeForm(forms.Form):
    """The two kinds of form share the day and the document; `steps` and `title` are read after is_valid()."""

    effective_on = forms.DateField(
        label="生效日期",
        help_text="新设置的第一天。可以是以后的日期，到日自动生效；以前的日期会补记当时起的变化。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    document = forms.CharField(label="依据文件及文号", max_length=120)
    steps: list
    title: str

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name not in ("effective_on", "document")])
        self.fields["effective_on"].initial = clock.today()

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            self.plan(cleaned)
            plans.check(Kind(cleaned["kind"]), self.steps)
        except PlanRefused as refused:
            self.add_error(None, str(refused))
        return cleaned

    def preview(self) -> list[dict]:
        return plans.preview(Kind(self.cleaned_data["kind"]), self.steps, self.cleaned_data["effective_on"])

    def _all(self, text: str, find) -> list:
        found = [find(line.strip()) for line in text.splitlines() if line.strip()]
        return list(dict.fromkeys(found))

    def _one(self, rows: list):
        if len(rows) != 1:
            raise PlanRefused("更名一次办理一个，请只填写一行。")
        return rows[0]


class RegionChangeForm(_ChangeForm):
    kind = forms.ChoiceField(label="事项", choices=REGION_KINDS)
    olds = _lines("原区划", "每行一个：12 位代码，或在本市不重名的名称。")
    target = forms.CharField(
        label="由现有区划承接", max_length=60, required=False, help_text="代码或名称；新设区划承接的不填。"
    )
    new_code = forms.CharField(label="新设区划代码", max_length=12, required=False, help_text="12 位；更名不填。")
    new_name = forms.CharField(label="新名称", max_length=60, required=False, help_text="新设或更名时填写。")
    child_codes = _lines(
        "下级区划的新代码",
        "每行：旧代码 新代码（可选）新名称。不填的沿用后几位，随上级换到新代码下。",
        required=False,
    )

    def plan(self, data) -> None:
        olds = self._all(data["olds"], _region)
        if data["kind"] == Kind.RENAME_REGION:
            old = self._one(olds)
            if not data["new_name"].strip():
                raise PlanRefused("请填写新名称。")
            self.steps = [plans.step(old.pk, name=data["new_name"].strip())]
            self.title = f"{old.full_name or old.name}更名为{data['new_name'].strip()}"
            return
        target = _region(data["target"]) if data["target"].strip() else None
        if data["kind"] == Kind.ABOLISH_REGION and target is None:
            raise PlanRefused("撤销区划须填写承接的现有区划，住所在其中的组织随之移转。")
        given = plans.read_codes(data["child_codes"])
        code, name = data["new_code"].strip(), data["new_name"].strip()
        self.steps = plans.regions(olds, target=target, code=code, name=name, given=given)
        words = "、".join(old.name for old in olds)
        verb = Kind(data["kind"]).label[:2]
        self.title = f"{verb}{words}，由{target.name if target else name}承接"


class DepartmentChangeForm(_ChangeForm):
    kind = forms.ChoiceField(label="事项", choices=DEPARTMENT_KINDS)
    olds = _lines("原机构", "每行一个全称或简称。并入其中一个的，只写被并入的机构。")
    target = forms.CharField(label="由现有机构承接", max_length=100, required=False, help_text="全称或简称。")
    new_name = forms.CharField(label="新名称", max_length=100, required=False, help_text="新设或更名时填写全称。")
    new_short_name = forms.CharField(label="新简称", max_length=40, required=False)

    def plan(self, data) -> None:
        olds = self._all(data["olds"], _department)
        name, short_name = data["new_name"].strip(), data["new_short_name"].strip()
        if data["kind"] == Kind.RENAME_DEPARTMENT:
            old = self._one(olds)
            if not name:
                raise PlanRefused("请填写新名称。")
            if Department.objects.filter(name=name, valid_to=None).exclude(pk=old.pk).exists():
                raise PlanRefused(f"已有名为“{name}”的机构。")
            self.steps = [plans.step(old.pk, name=name, short_name=short_name)]
            self.title = f"{old.name}更名为{name}"
            return
        target = _department(data["target"]) if data["target"].strip() else None
        if data["kind"] == Kind.MERGE_DEPARTMENTS and target is None and not name:
            raise PlanRefused("合并须填写承接的现有机构，或新机构的名称。")
        is_new = data["kind"] == Kind.MERGE_DEPARTMENTS and target is None
        made = {"name": name, "short_name": short_name} if is_new else {}
        self.steps = plans.departments(olds, target=target, **made)
        successor = target.name if target else (name if is_new else "")
        words = "、".join(old.name for old in olds)
        verb = Kind(data["kind"]).label[:2]
        self.title = f"{verb}{words}" + (f"，由{successor}承接" if successor else "，不设承接机构")


def _region(word: str) -> Region:
    """By code, or by a name that only one division of the home city bears today. Raises PlanRefused."""
    rows = Region.objects.current()
    found = list(rows.filter(code=word) if word.isdigit() else rows.of_home().filter(name=word)[:2])
    if not found and not word.isdigit():
        found = list(rows.of_home().filter(full_name=word)[:2])
    if len(found) != 1:
        why = "有几个同名的区划，请填 12 位代码" if found else "没有这个现行区划，请核对代码或名称"
        raise PlanRefused(f"“{word}”：{why}。")
    return found[0]


def _department(word: str) -> Department:
    rows = Department.objects.active()
    found = list(rows.filter(name=word)[:2]) or list(rows.filter(short_name=word)[:2])
    if len(found) != 1:
        why = "有几个机构用这个简称，请填全称" if found else "没有这个现有机构，请核对名称"
        raise PlanRefused(f"“{word}”：{why}。")
    return found[0]
