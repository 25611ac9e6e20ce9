import datetime
import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from registry.status_certificates.states import MACHINE, TONES, CertificateState, Verdict


class StatusCertificateSeries(models.Model):
    """The last number of a year. Its row is locked while a certificate is written, so that no number is left out."""

    year = models.PositiveSmallIntegerField("年度", primary_key=True)
    last_number = models.PositiveIntegerField("最后编号", default=0)

    class Meta:
        verbose_name = "证明编号"


class StatusCertificateQuerySet(BelongingQuerySet):
    def with_verdict(self, verdict: str, day: datetime.date):
        if verdict == Verdict.WITHDRAWN:
            return self.filter(state=CertificateState.WITHDRAWN)
        issued = self.filter(state=CertificateState.ISSUED)
        return (
            issued.filter(valid_until__lt=day) if verdict == Verdict.EXPIRED else issued.filter(valid_until__gte=day)
        )


@history.tracked
class StatusCertificate(Belonging, models.Model):
    """One paper as it was issued. The database refuses any change but its withdrawal; nothing in it is recomputed.

    `statements` are {key, label, text, basis}: what stands on the paper, and what it rested on, so that a later change
    of the record can be noticed. `token` is what the QR code carries: who holds the paper may look, nobody else.
    """

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="status_certificates", verbose_name="社会组织"
    )
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("编号")
    token = models.CharField("核验码", max_length=43, unique=True, db_collation="C")
    name = models.CharField("开具时名称", max_length=120)
    uscc = models.CharField("开具时统一社会信用代码", max_length=18, blank=True, db_collation="C")
    purpose = models.CharField("用途", max_length=100)
    statements = models.JSONField("证明内容")
    as_of = models.DateField("截至日期")
    valid_until = models.DateField("有效期至", help_text="含当日")
    digest = models.CharField("内容摘要", max_length=64, db_collation="C")
    issued_at = models.DateTimeField("开具时间", default=clock.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="开具人"
    )
    issuing_department = models.ForeignKey(
        "core.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="代为开具的部门",
        help_text="窗口代开的才有",
    )
    state = models.CharField("状态", max_length=12, choices=CertificateState, default=CertificateState.ISSUED)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StatusCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "社会组织证明"
        constraints = [
            models.UniqueConstraint(name="status_certificate_number_once", fields=["year", "number"]),
            models.CheckConstraint(
                name="status_certificate_state_known", condition=Q(state__in=CertificateState.values)
            ),
            models.CheckConstraint(
                name="status_certificate_withdrawn_has_time",
                condition=Q(state=CertificateState.WITHDRAWN, withdrawn_at__isnull=False)
                | Q(state=CertificateState.ISSUED, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="status_certificate_valid_after_day", condition=Q(valid_until__gte=F("as_of"))
            ),
        ]
        indexes = [
            models.Index(fields=["issued_at", "id"], name="status_certificate_issued"),
            models.Index(fields=["organization", "issued_at"], name="status_certificate_org"),
        ]

    def __str__(self):
        return f"证明{self.full_number}"

    @property
    def full_number(self) -> str:
        return f"{self.year}-{self.number:06d}"

    @property
    def texts(self) -> list[str]:
        return [one["text"] for one in self.statements]

    def content_digest(self) -> str:
        """SHA-256 of everything a reader of the paper relies on."""
        content = {
            "number": self.full_number,
            "name": self.name,
            "uscc": self.uscc,
            "purpose": self.purpose,
            "as_of": self.as_of.isoformat(),
            "valid_until": self.valid_until.isoformat(),
            "statements": self.texts,
        }
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def verdict(self) -> Verdict:
        """As of today."""
        if self.state == CertificateState.WITHDRAWN:
            return Verdict.WITHDRAWN
        if self.content_digest() != self.digest:
            return Verdict.ALTERED
        return Verdict.EXPIRED if clock.today() > self.valid_until else Verdict.VALID

    @property
    def badge(self) -> tuple[str, str]:
        return self.verdict.label, TONES[self.verdict]
