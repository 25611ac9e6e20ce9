"""党建品牌: kept by the organ that owns the brand, looked at by civil affairs of its place."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.files import actions as files
from core.files import links
from core.workflow import timeline
from party_building.asking import Question, ask
from party_building.brands import actions
from party_building.brands.forms import (
    FILE_TYPES,
    AuthoriseForm,
    BrandEditForm,
    BrandForm,
    EndAuthorisationForm,
    EndForm,
    FileForm,
    HandleForm,
    MisuseForm,
)
from party_building.brands.models import Brand
from party_building.brands.tables import BrandList, state_pair

STEPS = {"start": "启用", "edit": "修改手册", "end": "停用", "authorise": "授权", "end_authorisation": "终止授权"}


@require_GET
@guards.staff("brands.view")
def index(request):
    return BrandList().respond(request)


@require_POST
@guards.staff("brands.export")
def export(request):
    return exports.export(BrandList(), request)


def _brand(request, pk) -> Brand:
    return get_object_or_404(Brand.objects.visible_to(request.actor).select_related("department"), pk=pk)


@require_GET
@guards.staff("brands.view")
def detail(request, pk):
    brand = _brand(request, pk)
    is_competent = request.actor.competent_for(brand)
    may_edit = is_competent and request.actor.can("brands.edit")
    links_ = ("unit", "organization")
    context = {
        "brand": brand,
        "badge": state_pair(brand),
        "files": brand.files.select_related("file").order_by("withdrawn_on", "kind", "pk"),
        "authorisations": brand.authorisations.select_related(*links_).order_by("-valid_from", "-pk"),
        "misuses": brand.misuses.order_by("-found_on", "-pk"),
        "today": clock.today(),
        "is_competent": is_competent,
        "may_note": may_edit,
        "may_edit": may_edit and brand.ended_on is None,
        "entries": timeline.entries(brand, STEPS, with_office=True),
    }
    return render(request, "party_building/brands/staff_detail.html", context)


def _of_list() -> tuple[str, str]:
    return reverse("staff:brands:list"), "党建品牌"


def _address(brand: Brand) -> str:
    return reverse("staff:brands:detail", args=[brand.pk])


def _question(brand: Brand, title: str, button: str, done: str) -> Question:
    address = _address(brand)
    return Question(title, button, done, address, (_of_list(), (address, brand.name)), lead=brand.name)


@guards.staff("brands.edit")
def create(request):
    form = BrandForm(request.POST or None)

    def do():
        department = Department.objects.get(pk=request.actor.department_id)
        return _address(actions.start(actor=request.actor, department=department, **form.cleaned_data))

    of_list = _of_list()
    return ask(request, form, Question("登记党建品牌", "登记", "已登记党建品牌。", of_list[0], (of_list,)), do)


@guards.staff("brands.edit")
def edit(request, pk):
    brand = _brand(request, pk)
    form = BrandEditForm(request.POST or None, instance=_brand(request, pk))

    def do():
        actions.edit(brand, actor=request.actor, version=form.posted_version, **form.changes)
        return _address(brand)

    return ask(request, form, _question(brand, "修改品牌手册", "保存", "已保存。"), do)


@guards.staff("brands.edit")
def end(request, pk):
    brand = _brand(request, pk)
    form = EndForm(request.POST or None)

    def do():
        actions.end(brand, actor=request.actor, **form.cleaned_data)
        return _address(brand)

    return ask(request, form, _question(brand, "停用品牌", "停用", "已停用，授权同时终止。"), do)


@guards.staff("brands.edit")
def add_file(request, pk):
    brand = _brand(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)

    @transaction.atomic
    def do():
        upload = form.cleaned_data["file"]
        file = files.store(
            upload.read(), name=upload.name, kind="brand_file", permission="brands.view", actor=request.actor,
            allowed=FILE_TYPES,
        )  # fmt: skip
        said = {name: form.cleaned_data[name] for name in ("kind", "title")}
        actions.add_file(brand, actor=request.actor, file=file, **said)
        return _address(brand)

    return ask(request, form, _question(brand, "上传品牌文件", "上传", "已上传。"), do)


def _file(request, pk, file):
    rows = _brand(request, pk).files.select_related("brand__department", "file")
    return get_object_or_404(rows, pk=file)


@require_POST
@guards.staff("brands.view")
def fetch_file(request, pk, file):
    return redirect(links.signed_link(_file(request, pk, file).file, request.actor))


@require_POST
@guards.staff("brands.edit")
def withdraw_file(request, pk, file):
    actions.withdraw_file(_file(request, pk, file), actor=request.actor)
    messages.success(request, "已停用该文件，使用单位不能再下载。")
    return redirect("staff:brands:detail", pk=pk)


@guards.staff("brands.edit")
def authorise(request, pk):
    brand = _brand(request, pk)
    form = AuthoriseForm(request.POST or None, actor=request.actor)

    def do():
        actions.authorise(brand, actor=request.actor, **form.told)
        return _address(brand)

    return ask(request, form, _question(brand, "授权使用品牌", "授权", "已授权。"), do)


@guards.staff("brands.edit")
def end_authorisation(request, pk, authorisation):
    brand = _brand(request, pk)
    rows = brand.authorisations.select_related("brand__department", "unit", "organization")
    found = get_object_or_404(rows, pk=authorisation)
    form = EndAuthorisationForm(request.POST or None)

    def do():
        actions.end_authorisation(found, actor=request.actor, **form.cleaned_data)
        return _address(brand)

    return ask(request, form, _question(brand, f"终止{found}的授权", "终止授权", "已终止授权。"), do)


@guards.staff("brands.edit")
def note_misuse(request, pk):
    brand = _brand(request, pk)
    form = MisuseForm(request.POST or None)

    def do():
        actions.note_misuse(brand, actor=request.actor, **form.cleaned_data)
        return _address(brand)

    return ask(request, form, _question(brand, "记录使用不规范情形", "记录", "已记录。"), do)


@guards.staff("brands.edit")
def handle_misuse(request, pk, misuse):
    brand = _brand(request, pk)
    found = get_object_or_404(brand.misuses.select_related("brand__department"), pk=misuse)
    form = HandleForm(request.POST or None)

    def do():
        actions.handle_misuse(found, actor=request.actor, **form.cleaned_data)
        return _address(brand)

    return ask(request, form, _question(brand, "登记处理情况", "登记", "已登记处理情况。"), do)
