from django.contrib.auth.models import AbstractUser
from django.db import models

from core import history
from core.privacy.numbers import EncryptedNumber


@history.tracked
class User(AbstractUser):
    """A person who signs in. What she may see and do comes from her seats, never from this row."""

    first_name = None
    last_name = None
    name = models.CharField("姓名", max_length=60)
    phone_cipher = models.BinaryField(null=True, blank=True, editable=False)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False, db_collation="C")
    phone_masked = models.CharField("手机号", max_length=20, blank=True, editable=False)
    phone = EncryptedNumber("phone", "手机号")
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    session_key_digest = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "账号"

    def __str__(self):
        return self.name or self.username
