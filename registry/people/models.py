from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core import clock, history
from core.access.actor import Actor
from core.access.scope import Scope
from core.privacy.numbers import EncryptedNumber
from registry.people.states import Gender, IdType


class PersonQuerySet(models.QuerySet):
    def within(self, scope: Scope):
        """Persons with a post, past or present, in an organization that the scope reaches.

        `posts` is the reverse of registry.officers.models.OfficerPost.person. Who was merged away holds no post and
        is reached by nobody.
        """
        posts = self.model._meta.get_field("posts").related_model.objects.within(scope)
        return self.filter(Exists(posts.filter(person=OuterRef("pk"))))

    def visible_to(self, actor: Actor):
        return self.within(actor.scope)

    def kept(self):
        """Without the rows that were merged into another."""
        return self.filter(merged_into=None)


@history.tracked
class Person(models.Model):
    """人员. Two numbers of one kind are never two persons; whoever is found twice is merged and the row redirects."""

    name = models.CharField("姓名", max_length=60)
    pinyin = models.CharField("拼音", max_length=240, blank=True, db_collation="C")
    initials = models.CharField("拼音首字母", max_length=60, blank=True, db_collation="C")
    id_type = models.CharField("证件类型", max_length=20, choices=IdType, default=IdType.RESIDENT_ID)
    id_number = EncryptedNumber("id_number", "证件号码", index=False)
    phone = EncryptedNumber("phone", "联系电话", index=False)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    gender = models.CharField("性别", max_length=6, choices=Gender, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", verbose_name="并入"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.UniqueConstraint(
                name="person_id_number_once",
                fields=["id_type", "id_number_hash"],
                condition=Q(merged_into=None) & ~Q(id_number_hash=""),
                violation_error_message="该证件号码已登记在另一人名下。",
            ),
            models.CheckConstraint(name="person_id_type_known", condition=Q(id_type__in=IdType.values)),
            models.CheckConstraint(name="person_gender_known", condition=Q(gender__in=["", *Gender.values])),
            models.CheckConstraint(
                name="person_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                violation_error_message="不能并入本人。",
            ),
        ]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="person_pinyin"),
            models.Index(fields=["initials"], name="person_initials"),
            models.Index(fields=["name", "birth_on"], name="person_name_birth"),
            models.Index(fields=["id_number_hash"], name="person_id_hash", condition=~Q(id_number_hash="")),
            models.Index(fields=["phone_hash"], name="person_phone_hash", condition=~Q(phone_hash="")),
        ]

    def __str__(self):
        return self.name

    @property
    def is_resident(self) -> bool:
        """Whether the document is that of a mainland resident."""
        return self.id_type == IdType.RESIDENT_ID


class PersonDistinction(models.Model):
    """Two rows that look alike were compared and belong to two persons. Append-only; `first` has the lower number."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="甲")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="乙")
    reason = models.CharField("理由", max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "非同一人认定"
        constraints = [
            models.UniqueConstraint(name="person_distinction_once", fields=["first", "second"]),
            models.CheckConstraint(name="person_distinction_in_order", condition=Q(first__lt=F("second"))),
        ]
