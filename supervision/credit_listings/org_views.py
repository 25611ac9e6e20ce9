"""An organization's own cases: what is alleged, until when it may speak, what it has said, what was decided."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.files import actions as files
from core.files import links
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.credit_listings import actions
from supervision.credit_listings.actions.hearing import MAY_STATE
from supervision.credit_listings.forms import OwnStatementForm
from supervision.credit_listings.models import ListingCase


def _found(request, pk) -> ListingCase:
    rows = ListingCase.objects.visible_to(request.actor).prefetch_related("statements__file")
    links_ = ("organization__supervising_authority", "ground", "notice", "decision", "entry")
    return get_object_or_404(rows.select_related(*links_), pk=pk)


@require_safe
@guards.organization("own_credit.view")
def detail(request, pk):
    found = _found(request, pk)
    may_state = found.state in MAY_STATE and request.actor.can("own_credit.answer")
    context = {"found": found, "may_state": may_state}
    return render(request, "supervision/credit_listings/org_detail.html", context)


@guards.organization("own_credit.answer")
def state(request, pk):
    found = _found(request, pk)
    form = OwnStatementForm(request.POST or None, request.FILES or None, case=found)

    @transaction.atomic
    def do():
        upload = form.cleaned_data["document"]
        file = _stored(request, upload) if upload else None
        actions.state(found, actor=request.actor, file=file, **form.about)
        return reverse("org:credit_listings:detail", args=[pk])

    back = reverse("org:credit_listings:detail", args=[pk])
    question = Question(
        "陈述申辩", "提交", "已提交，登记管理机关会一并审查。", back,
        ((reverse("org:credit:index"), "信用"), (back, "列入程序")),
        lead=str(found), layout="layouts/org.html",
        note=f"截止日期{found.statement_due_on:%Y-%m-%d}（含当日）。逾期提交的，在作出决定之前仍会审查。"
        "业务主管单位或者有关部门能证明责任不在本组织的，请上传盖章的证明。",
    )  # fmt: skip
    return ask(request, form, question, do)


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="credit_listing", permission="credit_listings.view",
        actor=request.actor, allowed=FILE_TYPES,
    )  # fmt: skip


@require_POST
@guards.organization("own_credit.view")
def document(request, pk, row):
    one = get_object_or_404(_found(request, pk).statements.select_related("file"), pk=row)
    if one.file is None:
        raise Http404
    return redirect(links.signed_link(one.file, request.actor, permission="own_credit.view"))
