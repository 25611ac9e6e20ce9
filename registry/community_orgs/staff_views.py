"""社区社会组织 for streets and villages, which keep them, and for the bureaus, which guide them."""

import itertools

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.refusal import Refusal
from core.workflow import timeline
from core.workflow.errors import NotCompetent
from registry.community_orgs import actions, documents, forms, intake, queries
from registry.community_orgs.models import CommunityOrganization
from registry.community_orgs.states import FilingState
from registry.community_orgs.tables import CommunityOrganizationList, TownList
from registry.organizations.states import OrgType

STEPS = {
    "propose": "提出备案",
    "file": "予以备案",
    "refuse": "不予备案",
    "confirm": "年度确认",
    "contact_active": "电话联系：仍在活动",
    "contact_no_answer": "电话联系：没有打通",
    "contact_wrong_number": "电话联系：号码有误",
    "contact_stopped": "电话联系：已不活动",
    "join": "归入联合会",
    "leave": "退出联合会",
    "close": "注销备案",
    "promote": "转为登记",
    "reveal": "查看完整号码",
}
SHOWN_ACTIVITIES = 20


@guards.staff("community_orgs.view")
def index(request):
    return CommunityOrganizationList(as_of=request.GET.get("as_of", "")).respond(request)


@require_POST
@guards.staff("community_orgs.export")
def export(request):
    return exports.export(CommunityOrganizationList(as_of=request.GET.get("as_of", "")), request)


@guards.staff("community_orgs.view")
def towns(request):
    return TownList().respond(request)


def _office(request):
    """The street that this seat files with or proposes to. Raises NotCompetent where there is none."""
    offices = intake.offices_of(request.actor)
    if not offices:
        raise NotCompetent("“登记备案”由街道办事处、镇政府办理，村居可以提出。您所在的单位可以查看，不能办理。")
    return offices[0]


def _row(request, pk) -> CommunityOrganization:
    rows = CommunityOrganization.objects.visible_to(request.actor).select_related(*queries.LINKS, "registered_as")
    return get_object_or_404(rows, pk=pk)


def _to(row):
    return redirect("staff:community_orgs:detail", pk=row.pk)


# ---- entering


@guards.staff("community_orgs.draft")
def create(request):
    """The street files at once; a village proposes."""
    office = _office(request)
    files = request.actor.can("community_orgs.file") and office.pk == request.actor.department_id
    form = forms.ProposalForm(request.POST or None, office=office, files=files)
    if request.method == "POST" and form.is_valid():
        new = form.new(**({"filed_on": form.cleaned_data["filed_on"]} if files else {}))
        try:
            row = actions.file_many([new], actor=request.actor)[0] if files else actions.propose(
                new, actor=request.actor
            )  # fmt: skip
        except actions.RowsRefused as refused:
            form.refuse(refused.rows[0])
        else:
            said = f"已备案，备案号 {row.filing_no}。" if files else f"已提交，由{office.name}办理备案。"
            messages.success(request, said)
            return _to(row)
    context = {"form": form, "office": office, "files": files}
    return render(request, "registry/community_orgs/staff_create.html", context, status=422 if form.errors else 200)


@guards.staff("community_orgs.file")
def batch(request):
    """Several groups on one page, all filed or none."""
    office = _office(request)
    posted = request.POST if request.method == "POST" else None
    lines = [forms.LineForm(posted, office=office, prefix=str(n)) for n in range(forms.LINES)]
    status, says = 200, ""
    if request.method == "POST":
        status, says = 422, "至少填写一个。"
        used = [line for line in lines if not line.is_blank]
        valid = [line.is_valid() for line in lines if not line.is_blank]
        if used and all(valid):
            try:
                rows = actions.file_many([line.new() for line in used], actor=request.actor, origin="batch")
            except actions.RowsRefused as refused:
                for position, found in refused.rows.items():
                    used[position].refuse(found)
            else:
                messages.success(request, f"已备案 {len(rows)} 个，备案号 {rows[0].filing_no} 起。")
                return redirect("staff:community_orgs:list")
        if not used and not lines[0].errors:
            lines[0].add_error("name", says)
        says = "有填写不正确的地方，一个也没有备案，请按提示修改后再提交。"
    context = {"lines": lines, "office": office, "says": says}
    return render(request, "registry/community_orgs/staff_batch.html", context, status=status)


# ---- one group


def _detail(request, row, *, phone: str = "", activity_form=None, status: int = 200):
    actor = request.actor
    is_competent = actor.competent_for(row)
    activities = row.activities.order_by("-held_on", "-pk")
    context = {
        "row": row,
        "phone": phone,
        "growth_url": reverse("staff:community_orgs:growth", args=[row.pk]),
        "is_competent": is_competent,
        "may_file": is_competent and actor.can("community_orgs.file") and not actor.read_only,
        "may_log": actor.can("community_orgs.log") and row.state == FilingState.FILED,
        "activities": activities[:SHOWN_ACTIVITIES],
        "topics": dict(settings.COMMUNITY_TOPICS),
        "activity_form": activity_form or forms.ActivityForm(),
        "counts": row.memberships.order_by("-valid_from"),
        "places": row.placements.select_related("office", "region").order_by("-valid_from"),
        "incubations": row.incubations.select_related("base").order_by("-valid_from"),
        "entries": timeline.entries(row, STEPS, with_office=True),
        "is_ready": queries.is_ready(row),
    }
    return render(request, "registry/community_orgs/staff_detail.html", context, status=status)


@never_cache
@guards.staff("community_orgs.view")
def detail(request, pk):
    return _detail(request, _row(request, pk))


@guards.staff("community_orgs.file")
def edit(request, pk):
    row = _row(request, pk)
    form = forms.EditForm(request.POST or None, instance=row)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _save(form, row, request.actor):
            messages.success(request, "备案信息已保存。")
            return _to(row)
        status = form.status
    context = {"form": form, "row": row, "conflict": form.conflict}
    return render(request, "registry/community_orgs/staff_edit.html", context, status=status)


def _save(form, row, actor) -> bool:
    def save():
        actions.edit(row, actor=actor, version=form.posted_version, **form.told)

    try:
        return form.attempt(save)
    except actions.RowsRefused as refused:
        form.refuse(refused.rows[0])
    return False


def _asked(request, row, form, title: str, button: str, do):
    """A step that asks for something first: the form, then the verb. A refusal stands in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{title}已办理。")
            return _to(row)
    context = {"row": row, "form": form, "title": title, "button": button}
    return render(request, "registry/community_orgs/staff_step.html", context, status=422 if form.errors else 200)


@guards.staff("community_orgs.file")
def file(request, pk):
    row = _row(request, pk)
    form = forms.FileForm(request.POST or None)
    return _asked(request, row, form, "备案", "予以备案", lambda data: actions.file(row, actor=request.actor, **data))


@guards.staff("community_orgs.file")
def refuse(request, pk):
    row = _row(request, pk)
    form = forms.RefuseForm(request.POST or None)

    def do(data):
        actions.refuse(row, actor=request.actor, reason=data["comment"])

    return _asked(request, row, form, "不予备案", "不予备案", do)


@require_POST
@guards.staff("community_orgs.file")
def confirm(request, pk):
    row = _row(request, pk)
    actions.confirm(row, actor=request.actor)
    messages.success(request, "已确认本年度仍在活动。")
    return _to(row)


@guards.staff("community_orgs.file")
def close(request, pk):
    row = _row(request, pk)
    form = forms.CloseForm(request.POST or None)

    def do(data):
        actions.close(row, actor=request.actor, reason=data["comment"], closed_on=data["closed_on"])

    return _asked(request, row, form, "注销备案", "注销备案", do)


@require_GET
@guards.staff("community_orgs.view")
def growth(request, pk):
    """How far the group is from being registered, condition by condition."""
    row = _row(request, pk)
    ways = [(org_type, queries.checklist(row, org_type, clock.today())) for org_type in OrgType]
    context = {
        "row": row,
        "types": [(org_type.label, found) for org_type, found in ways if found],
        "may_file": request.actor.can("community_orgs.file") and request.actor.competent_for(row),
    }
    return render(request, "registry/community_orgs/staff_growth.html", context)


@guards.staff("community_orgs.file")
def promote(request, pk):
    row = _row(request, pk)
    form = forms.PromoteForm(request.POST or None, actor=request.actor)
    return _asked(
        request, row, form, "转为登记", "转为登记", lambda data: actions.promote(row, actor=request.actor, **data)
    )


@require_POST
@guards.staff("community_orgs.log")
def note_activity(request, pk):
    row = _row(request, pk)
    form = forms.ActivityForm(request.POST)
    if form.is_valid():
        try:
            actions.note_activity(row, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "活动已登记。")
            return _to(row)
    return _detail(request, row, activity_form=form, status=422)


@require_GET
@guards.staff("community_orgs.view")
def certificate(request, pk):
    """备案证明: a sheet to print, with the code that leads to the public page."""
    row = _row(request, pk)
    if row.state != FilingState.FILED:
        raise Refusal("只有备案有效的社区社会组织可以打印备案证明。")
    context = {"row": row, "address": documents.verify_address(row)}
    return render(request, "registry/community_orgs/staff_certificate.html", context)


# ---- calls: 拨号—改—下一家


def _call_page(request, row, form, *, phone: str = "", status: int = 200):
    listed = _queue(request)
    context = {
        "row": row,
        "form": form,
        "phone": phone,
        "left": listed.count(),
        "query": request.GET.urlencode(),
        "list_url": f"{reverse('staff:community_orgs:list')}?{request.GET.urlencode()}",
    }
    return render(request, "registry/community_orgs/staff_call.html", context, status=status)


def _queue(request):
    rows = CommunityOrganizationList().filtered(request.actor, request.GET, is_exact=True).qs
    return queries.to_call(rows, clock.today())


@never_cache
@require_GET
@guards.staff("community_orgs.file")
def next_call(request):
    """The next group of the filtered list that has not been asked this year."""
    row = next(itertools.islice(_queue(request), 1), None)
    return _call_page(request, row, forms.CallForm(initial={"result": "active"}) if row else None)


@require_POST
@guards.staff("community_orgs.file")
def call(request, pk):
    row = _row(request, pk)
    form = forms.CallForm(request.POST)
    if not form.is_valid():
        return _call_page(request, row, form, status=422)
    actions.contact(row, actor=request.actor, **form.cleaned_data)
    messages.success(request, f"{row.name}：{row.get_contact_result_display()}，已记录。")
    query = request.GET.urlencode()
    return redirect(f"{reverse('staff:community_orgs:next')}{'?' + query if query else ''}")


@require_POST
@never_cache
@guards.staff("community_orgs.reveal")
def reveal(request, pk):
    """The number appears in the answer to this request alone."""
    row = _row(request, pk)
    phone = actions.reveal_phone(row, actor=request.actor, reason=request.POST.get("reason", ""))
    if request.POST.get("back") == "call":
        return _call_page(request, row, forms.CallForm(initial={"result": "active"}), phone=phone)
    return _detail(request, row, phone=phone)
