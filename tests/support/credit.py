"""A city in which a report is overdue, penalties are entered and bodies come on the lists, each by its own persons."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.files.models import StoredFile
from core.rules.reference import load_rules
from core.workdays.reference import load_holidays
from registry.annual_reports import reference as reports
from registry.organizations.models import Organization
from registry.report_forms import versions
from supervision.credit_listings import actions as listings
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_terms.models import CreditGround
from supervision.credit_terms.reference import load_terms
from supervision.ladders.reference import load_steps
from supervision.letters import actions as letters
from supervision.letters import reference as letter_kinds
from supervision.letters.models import Letter
from supervision.penalties import actions as penalties
from supervision.penalties.models import Penalty
from tests.registry.annual_reports.conftest import Season
from tests.support.bureau import Bureau
from tests.support.paper import blank_pdf

D = datetime.date
DAY = "2026-06-03"  # a Wednesday; reports of 2025 were due on Monday, 1 June


class CreditWorld(Bureau):
    """`late` owes its report of 2025; the clerk proposes, a colleague checks papers, the chief decides and signs."""

    def __post_init__(self):
        super().__post_init__()
        reports.load_regimes()
        versions.load_forms()
        letter_kinds.load_periods()
        letter_kinds.load_kinds()
        load_terms()
        load_steps()
        self.season = Season(self)
        self.clerk = self.actor("registry_clerk", self.bureau)
        self.colleague = self.actor("registry_clerk", self.bureau)
        self.chief = self.actor("registry_chief", self.bureau)
        self.late = self.season.association("霁川市棋类协会")
        self.season.open()

    def again(self, row):
        """As it stands in the database, with its links."""
        return type(row)._base_manager.get(pk=row.pk)

    def ground(self, code: str) -> CreditGround:
        return CreditGround.objects.get(code=code)

    def case(self, organization: Organization | None = None, code: str = "ABN-1", **about) -> ListingCase:
        body = self.again(organization or self.late)
        return listings.propose(body, actor=self.clerk, ground=self.ground(code), facts="未按时报送。", **about)

    def sent(self, letter: Letter) -> Letter:
        """Signed, as its own route asks: written by one, checked and signed by others."""
        letter = self.again(letter)
        letters.submit(letter, actor=self.clerk)
        letters.check(letter, actor=self.colleague)
        letters.sign(letter, actor=self.chief)
        return letter

    def served(self, case: ListingCase, *, on: D | None = None) -> ListingCase:
        """The notice was drafted, signed and handed over; the statement period runs."""
        letter = self.sent(listings.notify(case, actor=self.clerk, issuer=self.bureau))
        letters.seal(letter, actor=self.clerk)
        letters.deliver(letter, actor=self.clerk, way="direct", served_on=on or clock.today(), receiver="会长")
        return self.again(case)

    def decided(self, case: ListingCase) -> ListingCase:
        """After the period: prepared, decided; the decision letter is still a draft."""
        listings.prepare(self.again(case), actor=self.clerk, outcome="list", reason="未提出陈述申辩。")
        listings.decide(self.again(case), actor=self.chief, comment="同意。")
        return self.again(case)

    def listed(self, organization: Organization | None = None, *, code: str = "ABN-1", day: str, set_clock, **about):
        """On the list on `day` by the whole procedure, begun three weeks before."""
        last = D.fromisoformat(day)
        set_clock(f"{last - datetime.timedelta(days=28)}")
        case = self.served(self.case(organization, code, **about))
        set_clock(day)
        case = self.decided(case)
        self.sent(case.decision)
        return CreditEntry.objects.get(pk=self.again(case).entry_id)

    def file(self, name: str = "决定书.pdf") -> StoredFile:
        return StoredFile.objects.create(
            sha256="0" * 64, size=10, name=name, content_type="application/pdf", kind="test",
            permission="penalties.view", path="none",
        )  # fmt: skip

    def penalty(self, organization: Organization | None = None, *items, on: D | None = None, **fields) -> Penalty:
        """Entered by the clerk; `items` are penalties.Item, a warning where none is given."""
        day = on or clock.today()
        values = {
            "authority_name": "霁川市市场监督管理局", "number": f"霁市监罚〔2026〕{Penalty.objects.count() + 1}号",
            "decided_on": day, "effective_on": day, "facts": "违规收费。", "basis": "《价格法》第四十条",
            "is_published": True,
        }  # fmt: skip
        return penalties.enter(
            self.again(organization or self.late), actor=self.clerk, document=self.file(),
            items=items or (penalties.Item("warning"),), **{**values, **fields},
        )  # fmt: skip

    def confirmed(self, *args, **fields) -> Penalty:
        made = self.penalty(*args, **fields)
        penalties.confirm(made, actor=self.chief)
        return made

    def fine(self, yuan: int) -> penalties.Item:
        return penalties.Item("fine", Decimal(yuan))


def pdf(name: str = "材料.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, blank_pdf(), content_type="application/pdf")


@pytest.fixture
def world(db, set_clock, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    set_clock(DAY)
    load_holidays()
    load_rules()
    return CreditWorld()
