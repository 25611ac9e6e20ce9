"""Pages that build a form question by question, whatever it stands on: the capability gives what to read and write."""

from collections.abc import Callable

from core.forms.asking import Question as Page
from core.forms.asking import ask
from supervision.questionnaires import questions
from supervision.questionnaires.forms import KnownForm, QuestionForm
from supervision.questionnaires.questions import Questions

Save = Callable[[Questions], None]
Crumb = tuple[str, str]


def add(request, present: Questions, save: Save, back: str, crumbs: tuple[Crumb, ...]):
    """A question of one's own."""
    form = QuestionForm(request.POST or None, asked=present)

    def do() -> str:
        save((*present, form.question(questions.new_key(present))))
        return back

    note = "先看“平台已有的内容”：平台知道的不要再问。"
    return ask(request, form, Page("增加问题", "增加", "已增加。", back, crumbs, note=note), do)


def add_known(request, present: Questions, save: Save, back: str, crumbs: tuple[Crumb, ...]):
    form = KnownForm(request.POST or None, actor=request.actor, taken=present)

    def do() -> str:
        save(form.added(present))
        return back

    return ask(request, form, Page("选用平台已有的内容", "选用", "已选用。", back, crumbs), do)


def rearranged(request, present: Questions) -> Questions:
    """After a click on 上移, 下移 or 移除 of one question."""
    key, move = request.POST.get("key", ""), request.POST.get("move", "")
    if move == "out":
        return questions.without(present, key)
    return questions.moved(present, key, up=move == "up") if move in ("up", "down") else present
