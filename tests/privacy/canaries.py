"""Planted words and numbers: each could only have come from one place, and names it when it is found elsewhere."""

import datetime
import hashlib
from dataclasses import dataclass, field

from core import clock
from core.audit.models import AuditEntry
from core.files import actions as files
from core.identity.models import User
from core.notifications.models import Delivery, Notice
from core.worklist import actions as worklist
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from registry.annual_reports import reference
from registry.annual_reports.actions import filling, obligations
from registry.annual_reports.models import AnnualReport, ReportObligation, ReportSubmission, ReviewOpinion
from registry.annual_reports.states import OpinionKind, Stage, State
from registry.disclosures.models import CorrectionRequest
from registry.imports.models import ImportBatch, ImportRow
from registry.org_accounts.models import OrganizationSeat
from registry.organizations import actions
from registry.organizations.facts import FactCorrection
from registry.organizations.states import Standing
from registry.people import actions as people
from registry.report_forms import versions
from supervision.letters.models import LetterDelivery
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert
from tests.access_letters import a_letter
from tests.support import officers
from tests.support.bureau import SETUP, Bureau

CODE = "51370300TE5T000162"
LISTED_ON = datetime.date(2024, 3, 1)
WORDS = {
    "account name": "鸥鹭忘机",
    "account phone": "12655550001",
    "account mail": "oulu@demo.invalid",
    "standing ground": "负责人柳拂衣失联",
    "removed ground": "旧案情形已移出之痕",
    "removed decision": "霁民决〔2019〕777号",
    "former address": "枕河街道旧巷七十七号",
    "public phone": "12655550002",
    "party superior": "金丝雀综合党委",
    "party unit": "金丝雀联合党支部",
    "party member count": "7191377",
    "report answer": "受助人苏幕遮之困境",
    "report number": "379902198001010015",
    "report phone": "12655550003",
    "draft answer": "草稿中未报送之语",
    "first reviewer's comment": "初审意见仅供内部",
    "remark": "逐项意见门禁之辞",
    "corrected before": "更正前误写之名",
    "correction reason": "更正理由不对外",
    "visitor's words": "来信人自述门牌",
    "visitor's phone": "12655550004",
    "work item": "待办标题不外露",
    "alert evidence": "预警证据不外露",
    "import row": "导入行中的联系人云想衣",
    "import number": "379902199002020021",
    "import phone": "12655550005",
    "file name": "名单原件不外露",
    "file content": "原件内文不外露",
    "notice": "消息内文不外露",
    "headcount": "8181377",
    "officer name": "苏幕遮月秘书",
    "officer number": "379902197101010028",
    "officer phone": "12655550006",
    "representative number": "379902196501010030",
    "representative phone": "12655550007",
    "cadre approval": "干审密字十七号",
    "accepted reason": "与规定不一致之内情",
    "reveal reason": "查看号码之缘由",
    "letter facts": "告知书所述失联情节",
    "reason of the public notice": "法定代表人不知所踪之由",
}  # fmt: skip


@dataclass
class Planted:
    """One organization that holds every canary the models allow, and the people around it."""

    bureau: Bureau = field(default_factory=Bureau)

    def __post_init__(self):
        self.user = self._account()
        self.organization = self._organization()
        self._report()
        self._party()
        self._supervision()
        self._office()
        self._officers()

    def _account(self) -> User:
        user = User(username="canary_filer", name=WORDS["account name"], email=WORDS["account mail"])
        user.phone = WORDS["account phone"]
        user.save()
        return user

    def _organization(self):
        b = self.bureau
        b.party = b.department(WORDS["party superior"], "party_organ", b.city)
        made = b.register(
            "霁川市金丝雀研究会", uscc=CODE, region_id=b.wanglan.pk, address=WORDS["former address"],
            phone_public=WORDS["public phone"], full_time_staff=int(WORDS["headcount"]),
            responsibilities={"party_superior": b.party.pk, "business_supervisor": b.commerce.pk},
        )  # fmt: skip
        actions.move_address(
            made, actor=SETUP, region_id=b.tinglan.pk, address="听澜街道1号", valid_from=datetime.date(2020, 1, 1)
        )
        for day, standing, ground, document in (
            (datetime.date(2019, 5, 1), Standing.ABNORMAL, WORDS["removed ground"], WORDS["removed decision"]),
            (datetime.date(2020, 5, 1), Standing.CLEAR, "", WORDS["removed decision"]),
            (LISTED_ON, Standing.ABNORMAL, WORDS["standing ground"], "霁民决〔2024〕5号"),
        ):
            actions.change_standing(
                made, actor=SETUP, standing=standing, ground=ground, valid_from=day, document=document
            )
        FactCorrection.objects.create(
            organization=made, fact_type="organizationname", fact_id=1, before={"名称": WORDS["corrected before"]},
            after={"名称": made.name}, reason=WORDS["correction reason"], user=self.user,
        )  # fmt: skip
        OrganizationSeat.objects.create(
            user=self.user, organization=made, role="organization_filer", valid_from=clock.today()
        )
        made.refresh_from_db()
        return made

    def _report(self) -> None:
        reference.load_regimes()
        versions.load_forms()
        year = clock.today().year - 1
        obligations.open_year(year, actor=SETUP)
        report = filling.begin(ReportObligation.objects.get(organization=self.organization, year=year), actor=SETUP)
        section = report.sections.order_by("pk").first()
        type(section).objects.filter(pk=section.pk).update(answers={"note": WORDS["draft answer"]})
        sent = ReportSubmission.objects.create(
            report=report, round=1, stage=Stage.FINAL, due_on=clock.today(), receipt_no="CANARY-1",
            submitted_by=self.user, content_hash=hashlib.sha256(b"canary").hexdigest(),
            content={
                "form": report.form.code, "year": report.year,
                "organization": {"name": report.organization.name, "uscc": report.organization.uscc},
                "sections": {
                    "basic": {"note": WORDS["report answer"], "number": WORDS["report number"],
                              "phone": WORDS["report phone"]},
                    "party": {"party_members_full_time": WORDS["party member count"]},
                },
            },
        )  # fmt: skip
        ReviewOpinion.objects.create(
            submission=sent, kind=OpinionKind.ACCEPTED, by=self.user, comment=WORDS["first reviewer's comment"],
            remarks=[{"section": "basic", "field": "note", "text": WORDS["remark"]}],
        )  # fmt: skip
        AnnualReport.objects.filter(pk=report.pk).update(state=State.SUBMITTED_FINAL)

    def _party(self) -> None:
        PartyUnit.objects.create(
            name=WORDS["party unit"], level=UnitLevel.values[0], form=UnitForm.values[0], superior=self.bureau.party,
            organization=self.organization, established_on=clock.today(),
        )  # fmt: skip

    def _supervision(self) -> None:
        RiskAlert.objects.create(
            rule_code="AR-01", subject_kind="organization", subject_id=self.organization.pk,
            organization=self.organization, period="2025",
            severity="M", evidence={"note": WORDS["alert evidence"]}, evidence_digest="0" * 64,
            opened_on=clock.today(),
            **{f"{name}_id": getattr(self.organization, f"{name}_id") for name in SCOPE_COPIES},
        )  # fmt: skip
        self._letter()
        asked = CorrectionRequest(organization=self.organization, reason=WORDS["visitor's words"])
        asked.phone = WORDS["visitor's phone"]
        asked.save()
        worklist.open_item(
            "canary", subject=asked, title=WORDS["work item"], url_name="public:home", url_args=[],
            department=self.bureau.bureau,
        )  # fmt: skip

    def _letter(self) -> None:
        """Served by public notice: whom and which paper are for everybody, what it says is not."""
        letter = a_letter(
            self.bureau.bureau, "listing_notice", "列入活动异常名录事先告知书", organization=self.organization,
            recipient_name=self.organization.name, values={"facts": WORDS["letter facts"]},
            blocks=[{"kind": "paragraph", "text": WORDS["letter facts"]}],
        )  # fmt: skip
        LetterDelivery.objects.create(
            letter=letter, way="notice", posted_on=clock.today(), reason=WORDS["reason of the public notice"],
            period_days=30, period_ends_on=clock.today() + datetime.timedelta(days=30),
            shown_until=clock.today() + datetime.timedelta(days=30),
        )  # fmt: skip

    def _officers(self) -> None:
        """Of the legal representative the name alone is public; of the secretary nothing is."""
        officers.load()
        who = people.identify(
            actor=SETUP, name="云代表", id_number=WORDS["representative number"], phone=WORDS["representative phone"]
        )
        officers.appoint(self.organization, who, since=datetime.date(2020, 1, 1))
        secretary = people.identify(
            actor=SETUP, name=WORDS["officer name"], id_number=WORDS["officer number"], phone=WORDS["officer phone"]
        )
        officers.appoint(
            self.organization, secretary, "secretary_general", datetime.date(2020, 1, 1), is_paid=True,
            cadre="retired_cadre", approval=WORDS["cadre approval"], accepted_reason=WORDS["accepted reason"],
        )  # fmt: skip
        people.reveal(secretary, "phone", actor=SETUP, reason=WORDS["reveal reason"])
        self.organization.refresh_from_db()

    def _office(self) -> None:
        """A batch with a row that was turned down, its file, a notice, a line of the audit log."""
        clerk = self.bureau.actor("registry_clerk", self.bureau.bureau)
        file = files.store(
            f"社会组织名称,联系人\n某会,{WORDS['file content']}".encode(), name=f"{WORDS['file name']}.csv",
            kind="import", permission="imports.view", actor=clerk,
        )  # fmt: skip
        batch = ImportBatch.objects.create(
            file=file, department=self.bureau.bureau, registering_authority=self.bureau.bureau,
            header=["社会组织名称", "联系人"], mapping=["name", ""], row_count=1, uploaded_by=self.user,
        )  # fmt: skip
        raw = [WORDS["import row"], WORDS["import number"], WORDS["import phone"]]
        ImportRow.objects.create(batch=batch, line=2, raw=raw, numeric=[False] * 3, values={"name": raw[0]})
        context = {"text": WORDS["notice"]}
        notice = Notice.objects.create(
            event_key="canary", recipient_key=f"user:{self.user.pk}", user=self.user, template="jobs.done",
            context=context,
        )  # fmt: skip
        Delivery.objects.create(event_key="canary", notice=notice, user=self.user, channel="email", state="failed")
        AuditEntry.objects.create(
            user_id=self.user.pk, seat_key="department:1", action="canary.view", outcome="ok", detail={}
        )


def found_in(text: str) -> list[str]:
    """Names of the canaries that sing in `text`."""
    return [name for name, word in WORDS.items() if word in text]
