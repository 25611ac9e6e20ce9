import uuid

from django import forms
from django.utils import timezone

from core import clock
from core.access.actor import Actor
from core.access.scope import ScopeKind
from core.departments.models import Department, Region, RegionLevel
from core.pages.pickers import Choice, Picker
from registry.disclosures.queries import register
from registry.organizations.models import Organization
from supervision.risk_reports import queries
from supervision.risk_reports.actions.judging import RECEIVING
from supervision.risk_reports.actions.reporting import Told
from supervision.risk_reports.models import RiskKind, RiskReport
from supervision.risk_reports.photos import TYPES
from supervision.risk_reports.states import About, Colour, Urgency

UNLISTED = "unlisted"
MOST_MB = 10
BODY_LABEL = "涉及哪个组织"


def _words(label: str, rows: int, most: int, help_text: str = "", **more) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class PhotoField(forms.FileField):
    """Optional everywhere, and never counted: whether there is one says nothing about a report."""

    def __init__(self, label: str = "照片"):
        accept = ",".join(f".{kind}" for kind in TYPES)
        super().__init__(
            label=label, required=False, help_text=f"可以不拍。{'、'.join(TYPES)}，不超过{MOST_MB}MB。",
            widget=forms.FileInput({"accept": f"image/jpeg,image/png,{accept}"}),
        )  # fmt: skip

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload is not None and upload is not False and upload.size > MOST_MB * 1024 * 1024:
            raise forms.ValidationError(f"照片超过{MOST_MB}MB，请缩小后再传。")
        return upload


def regions_of(actor: Actor):
    """Where this seat may report from: its own region and what lies in it, down to the community."""
    scope = actor.scope
    if scope.kind != ScopeKind.TERRITORY or not scope.ids:
        return Region.objects.none()
    own = Region.objects.current().filter(pk__in=scope.ids)
    below = Region.objects.current().filter(parent__in=scope.ids, level__lte=RegionLevel.COMMUNITY)
    return (own | below).order_by("-level", "code")


class ReportForm(forms.Form):
    """Sixty seconds on a telephone: three things to choose, one thing to say, everything else optional."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    latitude = forms.DecimalField(required=False, widget=forms.HiddenInput, min_value=-90, max_value=90)
    longitude = forms.DecimalField(required=False, widget=forms.HiddenInput, min_value=-180, max_value=180)
    urgency = forms.ChoiceField(
        label="缓急", choices=Urgency.choices, initial=Urgency.NORMAL, widget=forms.RadioSelect,
        help_text="有人身危险或者正在扩大的选紧急；危及生命请先打110、119、120。",
    )  # fmt: skip
    kind = forms.ModelChoiceField(label="看到的是哪一类", queryset=RiskKind.objects.none(), empty_label="请选择")
    what = _words("看到了什么", 3, 1000, "一两句话即可。不要写身份证号码。")
    region = forms.ModelChoiceField(label="在哪里", queryset=Region.objects.none(), empty_label=None)
    place = forms.CharField(label="具体地点", max_length=120, required=False, help_text="门牌、楼号或者附近的标志。")
    body = forms.CharField(required=False, widget=forms.HiddenInput)
    body_q = forms.CharField(label=BODY_LABEL, required=False, max_length=120)
    photo = PhotoField()

    def __init__(self, data=None, files=None, *, actor: Actor):
        super().__init__(data, files, initial={"client_key": uuid.uuid4()})
        self.actor = actor
        self.fields["kind"].queryset = RiskKind.objects.on(clock.today())
        self.fields["region"].queryset = regions_of(actor)
        self.fields["region"].label_from_instance = _place_words

    @property
    def asked(self):
        """The fields that are drawn one below the other; the picker stands among them by itself."""
        return [self[name] for name in ("urgency", "kind", "what", "region", "place")]

    @property
    def hidden(self):
        return [self[name] for name in ("client_key", "seen_at", "latitude", "longitude")]

    def clean_seen_at(self):
        said = self.cleaned_data["seen_at"]
        return said if said is None or timezone.is_aware(said) else None

    def clean(self):
        data = super().clean()
        choice, typed = (data.get("body") or "").strip(), (data.get("body_q") or "").strip()
        data["about"], data["organization"], data["body_name"] = About.UNSURE, None, typed
        if choice == UNLISTED:
            data["about"] = About.UNLISTED
            if not typed:
                self.add_error("body_q", "不在名录中的组织，请写明它用的名称。")
        elif choice:
            found = register().filter(pk=choice).first() if choice.isdecimal() and len(choice) < 16 else None
            if found is None:
                self.add_error("body_q", "没有这个组织，请重新查找。")
            data["about"], data["organization"] = About.REGISTERED, found
        return data

    def told(self) -> Told:
        data = self.cleaned_data
        names = ("kind", "what", "region", "urgency", "place", "about", "organization", "body_name", "seen_at",
                 "latitude", "longitude")  # fmt: skip
        return Told(photo=_read(data["photo"]), **{name: data[name] for name in names})

    @property
    def picker(self) -> Picker:
        return picker(self.data.get("body_q", ""), self.data.get("body", ""), " ".join(self.errors.get("body_q", [])))


def _read(upload) -> tuple[bytes, str] | None:
    return (upload.read(), upload.name) if upload else None


def _place_words(region: Region) -> str:
    return region.name if region.level == RegionLevel.COMMUNITY else f"{region.name}（不确定哪个村居）"


def picker(typed: str, chosen: str = "", error: str = "", search_url: str = "") -> Picker:
    """Of the public register, former names included; the last choice is that it is in none."""
    typed = typed.strip()[:120]
    rows, total = queries.bodies(typed) if typed else ([], 0)
    choices = [Choice(str(row.pk), row.name, _hint(row)) for row in rows]
    if typed:
        choices.append(Choice(UNLISTED, f"不在名录中：{typed}", "不下结论，由民政部门核查是否登记在他处"))
    return Picker(
        "body", BODY_LABEL, typed, tuple(choices), chosen, total if len(rows) < total else None, search_url,
        "名称、曾用名、首字母；说不清可以不填", error,
    )  # fmt: skip


def _hint(row: Organization) -> str:
    former = getattr(row, "former_hit", "")
    place = row.district.name if row.district_id else ""
    return "，".join(part for part in (place, f"曾用名{former}" if former else "") if part)


class VerifyForm(forms.Form):
    severity = forms.ChoiceField(
        label="等级", choices=Colour.choices, widget=forms.RadioSelect, help_text="蓝、黄、橙、红，依次加重。"
    )
    comment = _words("核实情况", 3, 500, "怎样核实、情况如何。报送人看得到状态，看不到这段话。")


class CommentForm(forms.Form):
    comment = _words("意见", 3, 500)


class OutcomeForm(forms.Form):
    comment = _words("办理结果", 3, 500, "写给报送人看的大白话：做了什么、现在怎样。")


class HandOverForm(forms.Form):
    department = forms.ModelChoiceField(label="转给", queryset=Department.objects.none(), empty_label="请选择")
    comment = _words("转办意见", 3, 500, "请对方核实什么、处理什么。对方看不到报送人姓名。")

    def __init__(self, data=None, *, report: RiskReport):
        super().__init__(data)
        offices = Department.objects.active().of_kind(*RECEIVING).exclude(pk=report.office_id)
        here = offices.filter(region__in=[pk for pk in (report.city_id, report.district_id) if pk])
        self.fields["department"].queryset = here.order_by("region__code", "name")


class IdentifyForm(forms.Form):
    """The office says which body it is: from the register, or by a name that stands in none."""

    body = forms.CharField(required=False, widget=forms.HiddenInput)
    body_q = forms.CharField(label=BODY_LABEL, required=False, max_length=120)

    def clean(self):
        data = super().clean()
        choice, typed = (data.get("body") or "").strip(), (data.get("body_q") or "").strip()
        data["organization"], data["body_name"] = None, typed
        if choice and choice != UNLISTED:
            found = register().filter(pk=choice).first() if choice.isdecimal() and len(choice) < 16 else None
            if found is None:
                self.add_error("body_q", "没有这个组织，请重新查找。")
            data["organization"] = found
        elif not choice or not typed:
            self.add_error("body_q", "请先查找，再选择一个组织，或者选“不在名录中”。")
        return data

    @property
    def told(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("organization", "body_name")}

    @property
    def picker(self) -> Picker:
        return picker(self.data.get("body_q", ""), self.data.get("body", ""), " ".join(self.errors.get("body_q", [])))


class TieForm(forms.Form):
    main = forms.ModelChoiceField(label="并入", queryset=RiskReport.objects.none(), empty_label="请选择")

    def __init__(self, data=None, *, found: list[RiskReport]):
        super().__init__(data)
        self.fields["main"].queryset = RiskReport.objects.filter(pk__in=[row.pk for row in found])
        self.fields["main"].label_from_instance = lambda row: f"{row.number}　{row.body_words}：{row.what[:40]}"


class NoteForm(forms.Form):
    text = _words("补充情况", 2, 500)
    photo = PhotoField()

    def told(self) -> dict:
        return {"text": self.cleaned_data["text"], "photo": _read(self.cleaned_data["photo"])}
