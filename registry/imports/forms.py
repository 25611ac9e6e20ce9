from django import forms

from core import clock
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.spreadsheets.decoding import DELIMITERS, ENCODINGS
from core.spreadsheets.table import Asked
from registry.imports.kind import ImportKind, kind_of
from registry.imports.models import ImportBatch, ImportGap
from registry.imports.states import Decision, GapKind, Mode
from registry.organizations.states import OrgType

_SKIP = ("", "不导入这一列")


class UploadForm(forms.Form):
    """`kinds` are those the seat may bring; where there is one, nothing is asked."""

    kind = forms.ChoiceField(label="名单种类", error_messages={"required": "请选择名单种类。"})
    file = forms.FileField(
        label="名单文件",
        help_text="接受 .xlsx、.xls、.csv，不超过20MB、50,000行；第一行有内容的为表头。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": "请选择名单文件。", "empty": "文件是空的，没有可以读取的内容。"},
    )

    def __init__(self, *args, kinds: list[ImportKind], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        field.choices = [(kind.key, kind.label) for kind in kinds]
        field.initial = kinds[0].key if kinds else ""
        if len(kinds) == 1:
            field.widget, field.required = forms.HiddenInput(), False

    def clean_kind(self):
        return self.cleaned_data["kind"] or self.fields["kind"].initial


class CorrectedForm(forms.Form):
    file = forms.FileField(
        label="改正后的文件",
        help_text="在下载的检查结果上改正即可，“原行号”一列请保留：已写的理由和处理按行号保留。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": "请选择改正后的文件。", "empty": "文件是空的，没有可以读取的内容。"},
    )


class ReadingForm(forms.Form):
    """How the file is to be read, where there is a choice: encoding and delimiter of a text, sheet of a workbook."""

    encoding = forms.ChoiceField(label="文字编码", choices=list(ENCODINGS.items()), required=False)
    delimiter = forms.ChoiceField(label="分隔符", choices=list(DELIMITERS.items()), required=False)
    sheet = forms.ChoiceField(label="工作表", required=False)

    def __init__(self, *args, batch: ImportBatch, **kwargs):
        super().__init__(*args, initial=batch.reading, **kwargs)
        read = batch.reading
        if read.get("kind") == "csv":
            del self.fields["sheet"]
        else:
            del self.fields["encoding"], self.fields["delimiter"]
            sheets = [name for name in (read.get("sheet"), *read.get("other_sheets", [])) if name]
            self.fields["sheet"].choices = [(name, name) for name in sheets]

    @property
    def has_choice(self) -> bool:
        return "encoding" in self.fields or len(self.fields["sheet"].choices) > 1

    @property
    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)


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
        help_text="名单反映哪一天的情况；修改自这一天起生效。不填为今天；填过去的日子，历史情况随之改变。",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    source = forms.CharField(
        label="名单来源",
        required=False,
        max_length=120,
        help_text="记在每条登记信息的依据中，例如“2013年基金会名册”。",
    )
    mode = forms.ChoiceField(
        label="导入方式",
        choices=Mode.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="导出后改好再导回的表，选“仅更新已有的”：没有对应记录的行会列为错误，不会新增。",
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
            "mode": batch.mode,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.batch, self.kind = batch, kind_of(batch)
        for name in ("org_type", "list_date", "source", "mode", "registering_authority"):
            if name not in self.kind.asks:
                del self.fields[name]
        self._offer_offices()
        for i, title in enumerate(batch.header):
            self.fields[f"column_{i}"] = forms.ChoiceField(
                label=title,
                choices=[_SKIP, *((target.key, target.label) for target in self.kind.targets)],
                required=False,
                initial=batch.mapping[i] if i < len(batch.mapping) else "",
            )

    def _offer_offices(self) -> None:
        if "registering_authority" not in self.fields:
            return
        offices = Department.objects.active().of_kind(DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)
        self.fields["registering_authority"].queryset = offices.order_by("region__code", "name")

    @property
    def questions(self) -> list:
        """What holds for the list as a whole."""
        return [self[name] for name in self.kind.asks]

    def columns(self):
        """(bound field, header, first cells of the column) in the order of the file."""
        for i, title in enumerate(self.batch.header):
            cells = [row[i] for row in self.batch.samples if row[i].strip()]
            yield self[f"column_{i}"], title, cells[:3]

    def clean_mode(self):
        return self.cleaned_data["mode"] or Mode.BOTH

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
        return {name: self.cleaned_data[name] for name in self.kind.asks}


class ReasonForm(forms.Form):
    code = forms.CharField(max_length=40)
    comment = forms.CharField(max_length=200, error_messages={"required": "请写明理由。"})


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=Decision.choices)


class ClassDecisionForm(forms.Form):
    """One decision for every row that the filters above the rows find."""

    decision = forms.ChoiceField(label="这些行改为", choices=Decision.choices)


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
