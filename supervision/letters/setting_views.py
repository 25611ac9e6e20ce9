"""文种和期限: the kinds with their numbers, texts and ways of service; the periods, and a new one from a day on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.forms.asking import Question, ask
from supervision.letters import queries
from supervision.letters.actions import periods as actions
from supervision.letters.models import LetterKind, LetterSeries, LetterTemplate, ServicePeriod
from supervision.letters.setting_forms import PeriodForm

PAGE = "staff:letters:settings"


def _crumb() -> tuple[str, str]:
    return reverse(PAGE), "文种和期限"


@require_safe
@guards.staff("letters.edit_templates")
def index(request):
    today = clock.today()
    context = {
        "kinds": LetterKind.objects.on(today),
        "groups": queries.period_groups(today),
        "may_set": actions.may_set(request.actor),
        "keeper": actions.keeper(),
    }
    return render(request, "supervision/letters/staff_settings.html", context)


@require_safe
@guards.staff("letters.edit_templates")
def detail(request, kind):
    """One kind: also its numbers of past years and every version of its text that is the seat's to read."""
    found = get_object_or_404(LetterKind, code=kind)
    series = LetterSeries.objects.visible_to(request.actor).filter(kind=found, last_number__gt=0)
    versions = LetterTemplate.objects.visible_to(request.actor).filter(kind=found).select_related("kind", "department")
    context = {
        "kind": found,
        "example": found.number_format.format(issuer="（署名）", year=clock.today().year, number="（序号）"),
        "series": series.select_related("office").order_by("-year", "issuer_name", "pk"),
        "versions": versions.order_by("department__name", "-number"),
    }
    return render(request, "supervision/letters/staff_setting.html", context)


@guards.staff("letters.pass_templates")
def set_period(request, code):
    current = ServicePeriod.objects.filter(code=code).order_by("valid_from").last()
    if current is None:
        raise Http404
    form = PeriodForm(request.POST or None, unit=current.unit, initial={"value": current.value})

    def do():
        actions.set_period(code, actor=request.actor, **form.cleaned_data)
        return reverse(PAGE)

    last = f"{current.value}{current.unit}，自{current.valid_from:%Y-%m-%d}起，依据：{current.source or '未写明'}"
    question = Question(
        f"设定{current.label}", "设定", "已设定，自启用日期起执行。", reverse(PAGE), (_crumb(),), lead=current.label,
        note=f"最近一条：{last}。",
    )  # fmt: skip
    return ask(request, form, question, do)


@require_POST
@guards.staff("letters.pass_templates")
def take_period_back(request, pk):
    actions.take_back(get_object_or_404(ServicePeriod, pk=pk), actor=request.actor)
    messages.success(request, "已撤回，原来的数值继续执行。")
    return redirect(PAGE)
