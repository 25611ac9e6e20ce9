"""列入情形和期限: every row by date for whoever works with the lists, and a new one from a day on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.forms.asking import Question, ask
from supervision.credit_terms import actions, queries
from supervision.credit_terms.forms import GroundForm, PeriodForm
from supervision.credit_terms.models import CreditGround, CreditPeriod

PAGE = "staff:credit_terms:list"
WORDS = ("title", "public_words", "remedy", "source")


@require_safe
@guards.staff("credit_listings.view")
def index(request):
    today = clock.today()
    context = {
        "groups": queries.grounds(today),
        "periods": queries.periods(today),
        "may_set": actions.may_set(request.actor),
        "keeper": actions.keeper(),
    }
    return render(request, "supervision/credit_terms/staff_list.html", context)


@require_safe
@guards.staff("credit_listings.view")
def detail(request, code):
    """One ground: what it says today, how it is checked again, how it is left; and its rows by date."""
    rows = queries.ground(code, clock.today())
    if not rows:
        raise Http404
    shown = next((one for one in rows if one.is_current), rows[0])
    context = {"found": shown.row, "shown": shown, "rows": rows, "may_set": actions.may_set(request.actor)}
    return render(request, "supervision/credit_terms/staff_detail.html", context)


def _last(model, code: str):
    found = model.objects.filter(code=code).order_by("valid_from").last()
    if found is None:
        raise Http404
    return found


@guards.staff("credit_listings.decide")
def set_ground(request, code):
    last, back = _last(CreditGround, code), reverse("staff:credit_terms:detail", args=[code])
    form = GroundForm(request.POST or None, initial={name: getattr(last, name) for name in WORDS})

    def do():
        actions.set_ground(code, actor=request.actor, **form.cleaned_data)
        return back

    crumbs = ((reverse(PAGE), "列入情形和期限"), (back, str(last)))
    question = Question(
        "修订列入情形", "保存", "已保存，自启用日期起执行。", back, crumbs,
        lead=f"{last.get_list_display()}{last}",
        note=f"最近一条自{last.valid_from:%Y-%m-%d}起执行。复核方式、移出方式不在此修改。",
    )  # fmt: skip
    return ask(request, form, question, do)


@guards.staff("credit_listings.decide")
def set_period(request, code):
    last = _last(CreditPeriod, code)
    form = PeriodForm(request.POST or None, initial={"number": last.number})

    def do():
        actions.set_period(code, actor=request.actor, **form.cleaned_data)
        return reverse(PAGE)

    question = Question(
        "设定期限或者数额", "设定", "已设定，自启用日期起执行。", reverse(PAGE), ((reverse(PAGE), "列入情形和期限"),),
        lead=last.get_code_display(),
        note=f"最近一条：{last.number}，自{last.valid_from:%Y-%m-%d}起，依据：{last.source}。",
    )  # fmt: skip
    return ask(request, form, question, do)


@require_POST
@guards.staff("credit_listings.decide")
def take_ground_back(request, pk):
    return _taken_back(request, get_object_or_404(CreditGround, pk=pk))


@require_POST
@guards.staff("credit_listings.decide")
def take_period_back(request, pk):
    return _taken_back(request, get_object_or_404(CreditPeriod, pk=pk))


def _taken_back(request, row):
    actions.take_back(row, actor=request.actor)
    messages.success(request, "已撤回，原来的一条继续执行。")
    return redirect(PAGE)
