"""Letters of the city bureau: a clerk drafts, the chief checks and signs, a department and a body are written to."""

import datetime

import pytest
from django.test import Client

from core import clock
from core.identity.models import User
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.seats import organization_seats
from supervision.letters import actions, reference
from supervision.letters.models import Letter
from tests.support.bureau import BACKEND, Bureau

D = datetime.date
PLATE = "霁川市社会组织联席会议办公室"
FACTS = {
    "reminder": {"facts": "年度报告尚未报送。", "demand": "尽快报送。"},
    "rectification_order": {
        "facts": "未按章程召开理事会。", "basis": "《社会团体登记管理条例》第三十条",
        "demand": "召开理事会\n报送会议纪要", "due": "收到本通知书之日起30日内",
    },
    "listing_notice": {
        "list_name": "活动异常名录", "facts": "未按规定报送2025年度工作报告。",
        "basis": "《社会组织信用信息管理办法》第十一条", "statement_days": "10个工作日",
    },
    "consultation": {"matter": "拟批准某协会变更业务范围，请研究。"},
    "urging": {"facts": "3家社会组织未完成换届。", "demand": "督促完成换届"},
    "circular": {"facts": "各单位报送进展。"},
}  # fmt: skip


class LetterWorld(Bureau):
    def __post_init__(self):
        super().__post_init__()
        reference.load_periods()
        reference.load_kinds()
        self.bureau.aliases = [PLATE]
        self.bureau.save()
        self.body = self.register("霁川市棋类协会", responsibilities={"business_supervisor": self.commerce.pk})
        self.other_body = self.register("霁川市茶文化研究会")
        self.clerk = self.actor("registry_clerk", self.bureau)
        self.chief = self.actor("registry_chief", self.bureau)

    def person(self, body, role="organization_filer", name="唐果") -> User:
        user = User.objects.create(username=f"o{User.objects.count()}", name=name)
        OrganizationSeat.objects.create(user=user, organization=body, role=role, valid_from=clock.today())
        return user

    def body_client(self, body=None, role="organization_filer") -> Client:
        client = Client()
        client.force_login(self.person(body or self.body, role), backend=BACKEND)
        return client

    def body_actor(self, body=None, role="organization_filer"):
        return organization_seats(self.person(body or self.body, role))[0]

    def draft(self, kind="listing_notice", *, actor=None, issuer=None, values=None, **more) -> Letter:
        if not {"organization", "department"} & set(more):
            is_office = kind in ("consultation", "urging", "circular")
            more |= {"department": self.commerce} if is_office else {"organization": self.body}
        if kind in ("urging", "circular") and issuer is None:
            more.setdefault("issuer_name", PLATE)
        if kind not in ("listing_notice", "rectification_order"):
            more.setdefault("subject", "社会组织换届")
        return actions.draft(
            actor=actor or self.clerk, kind=kind, issuer=issuer or self.bureau, values=values or FACTS[kind], **more
        )

    def signed(self, kind="listing_notice", number="", **more) -> Letter:
        made = self.draft(kind, **more)
        actions.submit(made, actor=self.clerk)
        actions.check(made, actor=self.chief)
        actions.sign(made, actor=self.chief, number=number)
        return made

    def sealed(self, kind="listing_notice", **more) -> Letter:
        made = self.signed(kind, **more)
        actions.seal(made, actor=self.clerk)
        return made

    def served(self, kind="listing_notice", **more) -> Letter:
        made = self.sealed(kind, **more)
        way = "direct" if made.organization_id else "exchange"
        actions.deliver(made, actor=self.clerk, way=way, served_on=clock.today(), receiver="秘书长")
        return made


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(db):
    return LetterWorld()


@pytest.fixture
def clerk(world):
    return world.client("registry_clerk", world.bureau)


@pytest.fixture
def chief(world):
    return world.client("registry_chief", world.bureau)


@pytest.fixture
def officer(world):
    return world.client("department_officer", world.commerce)
