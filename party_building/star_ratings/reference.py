"""Thresholds and what may not be scored, into rows. Safe to repeat: what people changed stays."""

import datetime
from decimal import Decimal

from django.db import transaction

from party_building.star_ratings.models import BarredMeasure, StarThreshold

FROM = datetime.date(2020, 1, 1)
# Usual steps (unverified): the party organ edits the rows with its own document.
THRESHOLDS = ((5, "95"), (4, "85"), (3, "75"), (2, "65"), (1, "60"))
LOCAL = "本地评星定级办法（待填写文号）"
BARRED_FROM = datetime.date(2024, 8, 1)
SOURCE = "《整治形式主义为基层减负若干规定》（2024年）"
BARRED = (
    (
        "traces",
        ("签到", "打卡", "照片", "图片", "拍照", "影像", "轨迹", "留痕"),
        "不得以照片、签到等痕迹代替实际工作评价",
    ),
    ("counts", ("活动次数", "活动场次", "会议次数", "活动数量", "次数", "场次"), "不得以开会、活动的次数和场次计分"),
    (
        "media",
        ("媒体", "报道", "投稿", "信息采用", "刊发", "推文", "宣传稿", "点赞", "转发", "点击"),
        "不得以宣传报道的数量计分",
    ),
    ("apps", ("在线时长", "登录率", "积分", "学习时长", "日活"), "不得以应用程序的积分、时长、登录率计分"),
)


@transaction.atomic
def load_star_rules() -> int:
    known = set(StarThreshold.objects.values_list("stars", flat=True))
    thresholds = [
        StarThreshold(stars=stars, points_from=Decimal(points), document=LOCAL, valid_from=FROM)
        for stars, points in THRESHOLDS
        if stars not in known
    ]
    barred_codes = set(BarredMeasure.objects.values_list("code", flat=True))
    barred = [
        BarredMeasure(code=code, words=list(words), reason=reason, source=SOURCE, valid_from=BARRED_FROM)
        for code, words, reason in BARRED
        if code not in barred_codes
    ]
    made = StarThreshold.objects.bulk_create(thresholds), BarredMeasure.objects.bulk_create(barred)
    return sum(len(rows) for rows in made)
