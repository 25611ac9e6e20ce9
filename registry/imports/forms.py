from django import forms

from core import clock
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from registry.imports.fields import TARGETS
from registry.imports.models import ImportBatch, ImportGap
from registry.imports.states import Decision, GapKind
from registry.organizations.states import OrgType

_SKIP = ("", "不导入这一列")


class UploadForm(forms.Form):
    file = forms.FileField(
        label="名单文件",
        help_text="接受 .xlsx、.xls、.csv，不超过20MB、50,000行；第一行有内容的为表头。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": "请选择名单文件。", "empty": "文件是空的，没有可以读取的内容。"},
    )


class MappingForm(forms.Form):
    """One choice for each column of the file, and what holds for the list as a whole."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    org_type = forms.ChoiceField(
        label="默认组织类型",
        choices=[("", "按名称判断"), *OrgType.choices],
        required=False,
        help_text="文件中没有类型列、名称也看不出时使用。",
    )
    list_date = forms.DateField(
        label="名单日期",
        required=False,
        help_text="名单反映哪一天的情况；修改自这一天起生效。不填为今天。",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    source = forms.CharField(
        label="名单来源",
        required=False,
        max_length=120,
        help_text="记在每条登记信息的依据中，例如“2013年基金会名册”。",
    )
    registering_authority = forms.ModelChoiceField(
        label="登记管理机关", queryset=Department.objects.none(), help_text="最初登记的机关；监督管理机关为本部门。"
    )

    def __init__(self, *args, batch: ImportBatch, **kwargs):
        initial = {
            "version": batch.version,
            "org_type": batch.org_type,
            "list_date": batch.list_date,
            "source": batch.source,
            "registering_authority": batch.registering_authority_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.batch = batch
        offices = Department.objects.active().of_kind(DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)
        self.fields["registering_authority"].queryset = offices.order_by("region__code", "name")
        for i, title in enumerate(batch.header):
            self.fields[f"column_{i}"] = forms.ChoiceField(
                label=title,
                choices=[_SKIP, *((target.key, target.label) for target in TARGETS)],
                required=False,
                initial=batch.mapping[i] if i < len(batch.mapping) else "",
            )

    def columns(self):
        """(bound field, header, first cells of the column) in the order of the file."""
        for i, title in enumerate(self.batch.header):
            cells = [row[i] for row in self.batch.samples if row[i].strip()]
            yield self[f"column_{i}"], title, cells[:3]

    def clean_list_date(self):
        day = self.cleaned_data["list_date"]
        if day and day > clock.today():
            raise forms.ValidationError("名单日期不能晚于今天。")
        return day

    @property
    def mapping(self) -> list[str]:
        return [self.cleaned_data[f"column_{i}"] for i in range(len(self.batch.header))]

    @property
    def about(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("org_type", "list_date", "source", "registering_authority")}


class ReasonForm(forms.Form):
    code = forms.CharField(max_length=40)
    comment = forms.CharField(max_length=200, error_messages={"required": "请写明理由。"})


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=Decision.choices)


class GapForm(forms.Form):
    """A region by code or full name, or a unit by name: what the datalist offers, or typed."""

    answer = forms.CharField(label="对应为", max_length=120, error_messages={"required": "请选择对应的地区或单位。"})

    def __init__(self, *args, gap: ImportGap, **kwargs):
        super().__init__(*args, **kwargs)
        self.gap = gap

    def clean_answer(self):
        word = self.cleaned_data["answer"].strip()
        found = self._regions(word) if self.gap.kind == GapKind.REGION else self._units(word)
        if len(found) != 1:
            what = "地区" if self.gap.kind == GapKind.REGION else "单位"
            raise forms.ValidationError(f"“{word}”{'对应多个' if found else '不是平台中的'}{what}，请从列表中选择。")
        return found[0]

    @staticmethod
    def _regions(word: str) -> list[Region]:
        known = Region.objects.current().filter(level__lte=RegionLevel.TOWNSHIP)
        return list(known.filter(full_name=word)[:2] or known.filter(code=word)[:2] or known.filter(name=word)[:2])

    @staticmethod
    def _units(word: str) -> list[Department]:
        return list(Department.objects.active().filter(name=word)[:2])
