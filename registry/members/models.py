from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet
from core.dated.models import DatedFact, DatedQuerySet, in_order, no_overlap
from registry.members.states import TONES, ImportState, MemberPost
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization


class MemberEnterpriseQuerySet(ScopedQuerySet):
    """An enterprise is seen by whoever sees an association that it is or was a member of."""

    def within(self, scope):
        return self.filter(pk__in=Membership.objects.within(scope).values("enterprise"))

    def alive(self):
        """Without those that were found to be another one."""
        return self.filter(merged_into=None)


@history.tracked
class MemberEnterprise(models.Model):
    """One enterprise. `folded` and `core` are its name for comparing: width and spaces folded; then also without the
    division in front and the legal form behind."""

    name = models.CharField("企业名称", max_length=120)
    folded = models.CharField("名称（比对用）", max_length=120, db_collation="C")
    core = models.CharField("名称主干（比对用）", max_length=120, blank=True, db_collation="C")
    pinyin = models.CharField("拼音", max_length=600, blank=True, db_collation="C")
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_collation="C")
    region = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="所在区县"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", verbose_name="已合并到"
    )
    version = models.PositiveIntegerField(default=1)

    objects = MemberEnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = "会员企业"
        constraints = [
            models.UniqueConstraint(
                name="member_enterprise_code_once",
                fields=["uscc"],
                condition=~Q(uscc="") & Q(merged_into=None),
                violation_error_message="该统一社会信用代码的企业已在库中。",
            ),
            models.CheckConstraint(
                name="member_enterprise_not_its_own_copy",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="member_enterprise_pinyin"),
            models.Index(fields=["folded"], name="member_enterprise_folded"),
            models.Index(fields=["core"], name="member_enterprise_core", condition=~Q(core="")),
        ]

    def __str__(self):
        return self.name


class MembershipQuerySet(DatedQuerySet, BelongingQuerySet):
    """Memberships, by day and by what the seat sees."""


@history.tracked
class Membership(Belonging, DatedFact):
    """An enterprise is a member of an association from when to when, in which post."""

    key_fields = ("enterprise",)
    value_fields = ("post",)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships", verbose_name="社会组织"
    )
    enterprise = models.ForeignKey(
        MemberEnterprise, on_delete=models.PROTECT, related_name="memberships", verbose_name="会员企业"
    )
    post = models.CharField("会员职务", max_length=20, choices=MemberPost, default=MemberPost.MEMBER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "会员关系"
        constraints = [
            no_overlap(
                "membership_once", "organization", "enterprise", message="同一时期同一企业在本组织只能有一条会员记录。"
            ),
            in_order("membership_in_order"),
            models.CheckConstraint(name="membership_post_known", condition=Q(post__in=MemberPost.values)),
        ]
        indexes = [models.Index(fields=["enterprise", "valid_from"], name="membership_enterprise")]


@history.tracked
class MemberDistinction(models.Model):
    """Two enterprises of like names that are not the same one: said once, never proposed again. `first` < `second`."""

    first = models.ForeignKey(MemberEnterprise, on_delete=models.PROTECT, related_name="+", verbose_name="企业")
    second = models.ForeignKey(MemberEnterprise, on_delete=models.PROTECT, related_name="+", verbose_name="另一企业")
    said_at = models.DateTimeField("时间", default=clock.now)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "不是同一企业"
        constraints = [
            models.UniqueConstraint(name="member_distinction_once", fields=["first", "second"]),
            models.CheckConstraint(name="member_distinction_in_order", condition=Q(first__lt=F("second"))),
        ]


class MemberImport(Belonging, models.Model):
    """An uploaded list of members, looked at before it is written. `rows` are the cells as read, by column key."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="member_imports", verbose_name="社会组织"
    )
    file_name = models.CharField("文件名", max_length=120)
    rows = models.JSONField("内容", default=list)
    unused = models.JSONField("没有用到的列", default=list)
    state = models.CharField("状态", max_length=12, choices=ImportState, default=ImportState.CHECKED)
    outcome = models.JSONField("结果", default=dict)
    uploaded_at = models.DateTimeField("上传时间", default=clock.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField("导入时间", null=True, blank=True)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = "会员名单导入"
        constraints = [
            models.CheckConstraint(name="member_import_state_known", condition=Q(state__in=ImportState.values))
        ]
        indexes = [models.Index(fields=["organization", "-id"], name="member_import_organization")]

    def __str__(self):
        return self.file_name

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
