"""Which department: with reasons, honest about what it does not know, the same for the same input."""

from pathlib import Path

import pytest

from registry.responsibilities import evaluation
from registry.responsibilities.proposals import Case, Example, Scorer

COMMERCE, FARMING, HEALTH = 1, 2, 3
NAMES = {COMMERCE: ["霁川市商务局", "市商务局"], FARMING: ["霁川市农业农村局"], HEALTH: ["霁川市卫生健康委员会"]}
TRADES = {COMMERCE: {"物流": 4, "餐饮": 5, "食品": 2}, FARMING: {"茶叶": 5, "食品": 2}, HEALTH: {"康复": 5}}
KNOWN = [
    *(Example(Case(f"霁川市{word}行业协会"), COMMERCE) for word in ("冷链物流", "城市物流", "餐饮", "团体餐饮")),
    *(Example(Case(f"霁川市{word}协会"), FARMING) for word in ("茶叶", "高山茶叶", "果品", "优质果品")),
    *(Example(Case(f"霁川市{word}中心"), HEALTH) for word in ("康复护理", "儿童康复", "老年护理", "口腔护理")),
]
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "orgs_foundations_2013.csv"


@pytest.fixture(scope="module")
def scorer():
    return Scorer(KNOWN, trades=TRADES, names=NAMES)


def reasons(proposal):
    return "；".join(reason.words for reason in proposal.reasons)


def test_a_trade_word_in_the_name_decides_and_is_said(scorer):
    first = scorer.rank(Case("霁川市茶叶流通促进会"))[0]
    assert first.department == FARMING
    assert "名称含业务词“茶叶”" in reasons(first)
    assert "与“霁川市茶叶协会”相近" in reasons(first)


def test_a_reason_names_a_whole_word_and_only_where_most_of_its_names_are_the_department_s():
    """Three in a row out of 邻里互助 or 研究会 would be no word; what two departments share is no reason."""
    known = [
        *KNOWN,
        *(Example(Case(f"霁川市{word}"), HEALTH) for word in ("东邻里互助社", "西邻里互助队", "南邻里互助站")),
        *(Example(Case(f"霁川市{word}研究会"), FARMING) for word in ("稻种", "果树")),
        *(Example(Case(f"霁川市{word}研究会"), COMMERCE) for word in ("会展", "零售")),
    ]
    ranked = Scorer(known).rank(Case("霁川市北邻里互助研究会"))
    said = {one.department: [reason.words for reason in one.reasons if reason.kind == "pieces"] for one in ranked}
    assert said == {HEALTH: ["已归口组织的名称常含“邻里互助”（3家）"], FARMING: [], COMMERCE: []}


def test_the_approval_document_outweighs_the_name(scorer):
    first = scorer.rank(Case("霁川市茶叶流通促进会", approval="霁川市商务局 霁商〔2016〕9号"))[0]
    assert first.department == COMMERCE
    assert reasons(first).startswith("成立批复写明“霁川市商务局”")


def test_the_scope_of_business_counts_where_the_name_says_nothing(scorer):
    first = scorer.rank(Case("霁川市同舟联合会", scope="开展康复辅助器具推广"))[0]
    assert (first.department, "业务范围含业务词“康复”" in reasons(first)) == (HEALTH, True)


def test_a_word_that_two_departments_share_leaves_the_portal_unsure(scorer):
    ranked = scorer.rank(Case("霁川市健康食品产业促进会"))
    assert ranked[0].confidence < 0.6
    assert {COMMERCE, FARMING} <= {one.department for one in ranked[:3]}


def test_a_name_that_says_nothing_leaves_the_portal_unsure(scorer):
    assert scorer.rank(Case("𠮷喆·若水联谊会"))[0].confidence < 0.6


def test_confidences_are_shares_and_the_same_every_time(scorer):
    case = Case("霁川市物流商会")
    one, other = scorer.rank(case), Scorer(KNOWN, trades=TRADES, names=NAMES).rank(case)
    assert sum(proposal.confidence for proposal in one) == pytest.approx(1)
    assert [(p.department, p.confidence) for p in one] == [(p.department, p.confidence) for p in other]


def test_without_anything_known_there_is_no_proposal_and_no_error():
    assert Scorer([]).rank(Case("霁川市茶叶协会")) == []


def test_what_is_measured_beats_its_floors_and_is_reproducible():
    many = [
        Example(Case(one.case.name.replace("霁川市", f"霁川市{style}")), one.department)
        for style in ("云汀", "澄心", "知行", "春澍", "启明")
        for one in KNOWN
    ]
    first = evaluation.measure(many, least=0.6, trades=TRADES, names=NAMES)
    assert first == evaluation.measure(many, least=0.6, trades=TRADES, names=NAMES)
    assert first.rows == len(many)
    assert first.recall_at_1 > first.majority_floor > 0
    assert first.recall_at_3 >= first.forced_at_1 >= first.recall_at_1


@pytest.mark.skipif(not SHARED.exists(), reason="the register of 2013 is not on this machine")
def test_on_the_register_of_2013_the_first_answer_beats_the_majority():
    truth, lines = evaluation.read_register(SHARED)
    names, trades = {n: [line] for n, line in lines.items()}, {n: {line[:2]: 4} for n, line in lines.items()}
    found = evaluation.measure(truth, least=0.6, trades=trades, names=names, noise=0.0, unlabelled=0.0)
    assert found.rows > 50
    assert found.precision_at_1 > 0.7
    assert found.recall_at_3 > 0.75
    assert found.forced_at_1 > found.majority_floor + 0.15
    assert found.calibration_error < 0.15
