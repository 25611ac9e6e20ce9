from django.db import models


class IdType(models.TextChoices):
    """Only the first carries date of birth and gender, and only it is checked."""

    RESIDENT_ID = "resident_id", "居民身份证"
    HK_MACAO_PERMIT = "hk_macao_permit", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "taiwan_permit", "台湾居民来往大陆通行证"
    RESIDENCE_PERMIT = "residence_permit", "港澳台居民居住证"
    PASSPORT = "passport", "护照"
    PERMANENT_RESIDENCE = "permanent_residence", "外国人永久居留身份证"


class Gender(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Number(models.TextChoices):
    """What may be revealed of a person."""

    ID_NUMBER = "id_number", "证件号码"
    PHONE = "phone", "联系电话"
