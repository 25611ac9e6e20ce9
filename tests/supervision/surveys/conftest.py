import pytest

from supervision.questionnaires.questions import Question
from supervision.surveys.actions import building
from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import bureau, chess, sit, tea  # noqa: F401

VALUES = {"title": "会费情况摸底", "purpose": "了解会费标准执行情况，用于拟定指引。", "days_to_answer": 15}
FORM = (
    Question("q1", "名称", "text", known="name", use="shown"),
    Question("q2", "对外联系电话", "text", known="phone_public", use="confirmed"),
    Question("q3", "今年收取的会费（元）", "money_yuan", is_required=True),
    Question("q4", "是否减免过会费", "bool", is_required=True),
    Question("q5", "减免情况", "long_text", is_required=True, if_key="q4", if_value="yes"),
)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def filer(chess, sit, enter):  # noqa: F811
    return enter(sit(chess))


@pytest.fixture
def other_filer(tea, sit, enter):  # noqa: F811
    return enter(sit(tea, name="罗知秋"))


@pytest.fixture
def clerk(bureau):  # noqa: F811
    return bureau.client("registry_clerk", bureau.bureau)


@pytest.fixture
def chief(bureau):  # noqa: F811
    return bureau.client("registry_chief", bureau.bureau)


@pytest.fixture
def draft(bureau):  # noqa: F811
    """`draft(form, office, **values)`: a form as its office drew it up."""

    def draft(form=FORM, office=None, **values):
        office = office or bureau.bureau
        role = "registry_clerk" if office.kind == "civil_affairs" else "department_officer"
        actor = bureau.actor(role, office)
        made = building.open_survey(actor=actor, department=office, **{**VALUES, **values})
        building.set_questions(made, actor=actor, rows=form)
        return made

    return draft


@pytest.fixture
def send_out(bureau, draft):  # noqa: F811
    """Drawn up by one and released by another of the same office."""

    def send_out(form=FORM, office=None, criteria="", offices=(), **values):
        made = draft(form, office, **values)
        role = "registry_clerk" if made.department.kind == "civil_affairs" else "department_officer"
        first, second = bureau.actor(role, made.department), bureau.actor(role, made.department)
        building.set_addressees(made, actor=first, criteria=criteria, offices=offices)
        building.submit(made, actor=first)
        building.release(made, actor=second)
        return made

    return send_out
