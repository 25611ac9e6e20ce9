"""What a gap ledger would list today, the ledgers with their progress, and opening one."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.departments.models import Department
from core.writeoff.models import WriteOffList
from party_building.asking import Question, ask
from party_building.coverage_gaps import actions
from party_building.coverage_gaps.forms import LedgerForm
from party_building.coverage_gaps.states import SOURCE
from party_building.coverage_gaps.tables import GapList, groups, rows_url


@require_safe
@guards.staff("coverage_gaps.view")
def index(request):
    found = groups(request.actor)
    books = WriteOffList.objects.visible_to(request.actor).filter(source=SOURCE).select_related("department")
    context = {
        **found,
        "total": sum(group.number for group in found["situations"]),
        "all_url": rows_url(),
        "books": books.with_counts().order_by("-pk"),
        "may_open": request.actor.can("coverage_gaps.open") and not request.actor.read_only,
    }
    return render(request, "party_building/coverage_gaps/staff_index.html", context)


@require_safe
@guards.staff("coverage_gaps.view")
def rows(request):
    return GapList().respond(request)


@require_POST
@guards.staff("coverage_gaps.export")
def export(request):
    return exports.export(GapList(), request)


@guards.staff("coverage_gaps.open")
def create(request):
    form = LedgerForm(request.POST or None, actor=request.actor)

    def do():
        department = Department.objects.get(pk=request.actor.department_id)
        book = actions.open_ledger(actor=request.actor, department=department, **form.cleaned_data)
        return reverse("staff:writeoff:detail", args=[book.pk])

    back = reverse("staff:coverage_gaps:index")
    question = Question(
        "建立组建攻坚台账", "建立台账", "台账已建立，并按今天的数据列入事项。", back, ((back, "组建攻坚"),),
        note="建立后系统每夜核对：新的缺口自动列入，已覆盖的提请确认销号，不自动销号。预计用时 2 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)
