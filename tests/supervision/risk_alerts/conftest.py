import pytest

from core.rules.reference import load_rules
from tests.support.bureau import Bureau

FAKE = "tests.supervision.risk_alerts.fake_rules"
DAY = "2026-06-03"


@pytest.fixture
def only_rules(settings):
    """`only_rules("Rich", "Broken")`: these and no others run at night."""

    def only_rules(*names):
        settings.NIGHTLY_RULES = [f"{FAKE}.{name}" for name in names]
        load_rules()

    return only_rules


@pytest.fixture
def reports_only(settings):
    """Rules on other matters find these organizations too and have tests of their own."""
    settings.NIGHTLY_RULES = [path for path in settings.NIGHTLY_RULES if path.startswith("registry.")]


@pytest.fixture
def bureau(db, set_clock):
    set_clock(DAY)
    return Bureau()


@pytest.fixture
def rich(bureau, only_rules):
    """Three organizations of which two meet the rule; one of them sits in 望澜区 under 商务局."""
    only_rules("Rich")
    bureau.plain = bureau.register("霁川市棋类协会")
    bureau.tea = bureau.register(
        "霁川市茶叶流通协会",
        registered_funds_yuan=30000,
        industry="茶叶",
        region_id=bureau.tinglan.pk,
        responsibilities={"business_supervisor": bureau.commerce.pk},
    )
    bureau.steel = bureau.register(
        "砚海区钢贸商会", registered_funds_yuan=2_000_000, region_id=bureau.yanhu.pk, authority=bureau.yanhai_bureau
    )
    return bureau
