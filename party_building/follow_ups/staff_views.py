"""Letters and talks: drafting, checking, signing by a second person, serving, the addressee's reply."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.departments.models import Department
from core.documents import responses
from core.files import actions as files
from core.workflow import timeline
from core.writeoff.models import WriteOffRow
from party_building.asking import Question, ask
from party_building.follow_ups import actions, documents
from party_building.follow_ups.forms import (
    FILE_TYPES,
    REPLY_DAYS,
    DraftForm,
    EditForm,
    HoldForm,
    ReplyForm,
    ServeForm,
    SignForm,
)
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.states import STEP_WORDS, FollowUpKind, FollowUpState
from party_building.follow_ups.tables import FollowUpList

PAGE = "staff:follow_ups:detail"


@require_safe
@guards.staff("follow_ups.view")
def list_follow_ups(request):
    return FollowUpList().respond(request)


@require_POST
@guards.staff("follow_ups.export")
def export(request):
    return exports.export(FollowUpList(), request)


def _found(request, pk) -> FollowUp:
    links = ("department", "addressee", "row__write_off_list")
    return get_object_or_404(FollowUp.objects.visible_to(request.actor).select_related(*links), pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _of_list() -> tuple[str, str]:
    return reverse("staff:follow_ups:list"), "通报督办约谈"


@require_safe
@guards.staff("follow_ups.view")
def detail(request, pk):
    found, actor = _found(request, pk), request.actor
    may = {step.name for step in found.machine.available(found, actor)}
    if not actions.may_reply(found, actor):
        may.discard("reply")
    if found.kind != FollowUpKind.TALK:
        may.discard("hold")
    if found.state == FollowUpState.SERVED and (found.reply_workdays or found.kind == FollowUpKind.TALK):
        may.discard("close")
    is_own = actor.competent_for(found) or actor.department_id != found.addressee_id
    context = {
        "found": found,
        "letter": documents.letter(found),
        "may": may,
        "may_edit": "submit" in may,
        "row": _row_of(request, found),
        "replies": found.replies.select_related("file", "user", "department"),
        # An addressee is not shown who drafted and checked.
        "entries": timeline.entries(found, STEP_WORDS, with_office=True) if is_own else [],
        "is_own": is_own,
    }
    return render(request, "party_building/follow_ups/staff_detail.html", context)


def _row_of(request, found: FollowUp) -> WriteOffRow | None:
    return WriteOffRow.objects.visible_to(request.actor).filter(pk=found.row_id or 0).first()


@require_safe
@guards.staff("follow_ups.view")
def letter(request, pk, kind=""):
    """To read and print, or as a file."""
    found = _found(request, pk)
    drawn = documents.letter(found)
    if kind:
        return responses.letter(drawn, kind)
    urls = {f"{one}_url": reverse("staff:follow_ups:letter_file", args=[pk, one]) for one in ("pdf", "docx")}
    return render(request, "core/documents/letter_print.html", {"letter": drawn, "back_url": _address(pk), **urls})


@guards.staff("follow_ups.prepare")
def create(request):
    """From a write-off row (`row`), from a duty (`addressee`, `about`), or from nothing."""
    row = _asked_row(request)
    form = DraftForm(request.POST or None, actor=request.actor, initial=_initial(request, row))

    def do():
        department = Department.objects.get(pk=request.actor.department_id)
        made = actions.draft(actor=request.actor, department=department, row=row, **form.cleaned_data)
        return _address(made.pk)

    back = _of_list()
    question = Question(
        "拟稿", "保存文稿", "已保存，请核对后送核。", back[0], (back,), lead=row.problem if row else "",
        note="由经办人拟稿，另一人签发。预计用时 5 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)


def _asked_row(request) -> WriteOffRow | None:
    asked = request.GET.get("row", "")
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    rows = WriteOffRow.objects.visible_to(request.actor).select_related("write_off_list", "responsible")
    return get_object_or_404(rows, pk=asked)


def _initial(request, row: WriteOffRow | None) -> dict:
    kind = request.GET.get("kind", "")
    kind = kind if kind in FollowUpKind.values else FollowUpKind.SUPERVISION
    about = request.GET.get("about", "")[:160]
    asked = request.GET.get("addressee", "")
    addressee = row.responsible if row else Department.objects.filter(pk=asked if asked.isdigit() else 0).first()
    subject = f"“{row.write_off_list.title}”第{row.number}项" if row else about
    body = documents.phrase(
        kind, addressee=addressee.name if addressee else "", subject=subject, days=REPLY_DAYS,
        problem=f"{row.subject}：{row.problem}。" if row else "",
    )  # fmt: skip
    return {
        "kind": kind, "addressee": addressee, "subject": subject, "body": body, "duty": "" if row else about,
        "reply_workdays": REPLY_DAYS if kind == FollowUpKind.SUPERVISION else None,
    }  # fmt: skip


def _question(found: FollowUp, title: str, button: str, done: str) -> Question:
    address = _address(found.pk)
    return Question(title, button, done, address, (_of_list(), (address, found.subject)), lead=found.subject)


@guards.staff("follow_ups.prepare")
def edit(request, pk):
    found = _found(request, pk)
    form = EditForm(request.POST or None, actor=request.actor, instance=_found(request, pk))

    def do():
        actions.edit(found, actor=request.actor, version=form.posted_version, **form.changes)
        return _address(pk)

    return ask(request, form, _question(found, "修改文稿", "保存", "已保存。"), do)


def _asking(request, pk, form, verb, words: tuple[str, str, str]):
    found = _found(request, pk)

    def do():
        verb(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return ask(request, form, _question(found, *words), do)


@guards.staff("follow_ups.sign_letters")
def sign(request, pk):
    words = ("签发", "签发", "已签发，文号和正文不再改变。")
    return _asking(request, pk, SignForm(request.POST if request.method == "POST" else None), actions.sign, words)


@guards.staff("follow_ups.prepare")
def serve(request, pk):
    return _asking(request, pk, ServeForm(request.POST or None), actions.serve, ("登记送达", "登记", "已登记送达。"))


@guards.staff("follow_ups.prepare")
def hold(request, pk):
    found = _found(request, pk)
    form = HoldForm(request.POST or None, initial={"talk_on": found.talk_on, "talk_place": found.talk_place})
    return _asking(request, pk, form, actions.hold, ("记录约谈", "保存", "已记录约谈。"))


@guards.staff("follow_ups.reply")
def reply(request, pk):
    found, form = _found(request, pk), ReplyForm(request.POST or None, request.FILES or None)

    @transaction.atomic
    def do():
        upload = form.cleaned_data.get("document")
        stored = [_stored(request, upload)] if upload else []
        actions.reply(found, actor=request.actor, text=form.cleaned_data["text"], files=stored)
        return _address(pk)

    return ask(request, form, _question(found, "回复", "提交回复", "已回复。"), do)


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="follow_ups", permission="follow_ups.view", actor=request.actor,
        allowed=FILE_TYPES,
    )  # fmt: skip


def _step(request, pk, verb, said: str, **given):
    verb(_found(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


def _comment(request) -> str:
    return request.POST.get("comment", "")


@require_POST
@guards.staff("follow_ups.prepare")
def submit(request, pk):
    return _step(request, pk, actions.submit, "已送核。")


@require_POST
@guards.staff("follow_ups.prepare")
def check(request, pk):
    return _step(request, pk, actions.check, "核稿通过，请另一人签发。")


@require_POST
@guards.staff("follow_ups.prepare")
def send_back(request, pk):
    return _step(request, pk, actions.send_back, "已退回修改。", comment=_comment(request))


@require_POST
@guards.staff("follow_ups.prepare")
def ask_again(request, pk):
    return _step(request, pk, actions.ask_again, "已要求补充回复。", comment=_comment(request))


@require_POST
@guards.staff("follow_ups.prepare")
def close(request, pk):
    return _step(request, pk, actions.close, "已办结。", comment=_comment(request))


@require_POST
@guards.staff("follow_ups.prepare")
def withdraw(request, pk):
    return _step(request, pk, actions.withdraw, "已撤回，不再办理。", comment=_comment(request))
