"""The kinds of letters and their texts as they come with the portal: rows of a table, read by reference.py."""

from dataclasses import dataclass

from supervision.letters.states import Addressees, Way

BUREAU = ("civil_affairs",)
BUREAU_AND_DEPARTMENTS = ("civil_affairs", "government", "approval_bureau")
FORMAL = (Way.DIRECT, Way.LEFT, Way.POST, Way.ELECTRONIC, Way.FORWARD, Way.NOTICE)
PLAIN = (Way.ELECTRONIC, Way.DIRECT, Way.POST)
OFFICES = (Way.EXCHANGE, Way.ELECTRONIC, Way.DIRECT)
BOTH = (Way.ELECTRONIC, Way.DIRECT, Way.POST, Way.EXCHANGE)


def _field(name: str, label: str, rows: int = 1, words: str = "") -> dict:
    return {"name": name, "label": label, "rows": rows, "help": words}


FIELDS = {
    field["name"]: field
    for field in (
        _field("facts", "事实和理由", 5, "一行为一段或者一项；写明时间、事项和依据的材料。"),
        _field("basis", "依据", 2, "法律、法规、规章的名称和条款。"),
        _field("demand", "要求", 3, "一行为一项。"),
        _field("due", "期限", 1, "如：收到本通知书之日起30日内；2026年6月30日前。"),
        _field("list_name", "名录名称", 1, "活动异常名录或者严重违法失信名单。"),
        _field("statement_days", "陈述申辩期限", 1, "如：10个工作日。"),
        _field("effective_on", "生效日期", 1, "如：2026年6月3日。"),
        _field("matter", "征询事项", 4, "一行为一段；写明拟办事项和希望贵单位研究的问题。"),
        _field("year", "报告年度", 1, "如：2025。"),
        _field("talk_time", "约谈时间", 1, "如：2026年6月10日上午9时。"),
        _field("talk_place", "约谈地点"),
        _field("talk_persons", "参加人员", 1, "只写职务，如：法定代表人、秘书长。"),
    )
}


@dataclass(frozen=True)
class Kind:
    """`heading` is the title line; `blocks` are (kind, text); `mark` stands in the number after the issuer's name."""

    code: str
    title: str
    mark: str
    addressees: str
    issuers: tuple[str, ...]
    ways: tuple[str, ...]
    fields: tuple[str, ...]
    heading: str
    blocks: tuple[tuple[str, str], ...]
    reply_workdays: int | None = None
    asks_opinion: bool = False
    chases_reply: bool = True
    needs_plate: bool = False
    note: str = ""
    source: str = ""


TEXT, HEAD, LIST = "paragraph", "heading", "items"
BODY, OFFICE, EITHER = Addressees.ORGANIZATION, Addressees.DEPARTMENT, Addressees.EITHER
OBJECT = "对本决定不服的，可以依法申请行政复议或者提起行政诉讼。"
CREDIT = "《社会组织信用信息管理办法》（条文待核）"

KINDS: tuple[Kind, ...] = (
    Kind(
        "reminder", "提醒函", "提醒", EITHER, BUREAU_AND_DEPARTMENTS, BOTH, ("facts", "demand"),
        "关于{subject}的提醒函",
        ((TEXT, "现就{subject}提醒如下："), (TEXT, "{facts}"), (HEAD, "请予办理"), (LIST, "{demand}"),
         (TEXT, "如已办理，请不必理会本函；有困难的，请与我单位联系。")),
    ),
    Kind(
        "report_urging", "催报通知", "催报", BODY, BUREAU_AND_DEPARTMENTS, PLAIN, ("year", "due"),
        "{year}年度工作报告催报通知",
        ((TEXT, "截至目前，你单位{year}年度工作报告尚未报送。请于{due}通过本平台报送。"),
         (TEXT, "报告已经送业务主管单位初审的，请与初审单位联系；确有困难的，请说明情况。")),
    ),
    Kind(
        "rectification_order", "责令整改通知书", "责改", BODY, BUREAU, FORMAL, ("facts", "basis", "demand", "due"),
        "责令整改通知书",
        ((TEXT, "经查，你单位存在下列情况："), (TEXT, "{facts}"), (TEXT, "依据{basis}，现责令你单位于{due}完成整改："),
         (LIST, "{demand}"), (TEXT, "请通过本平台报送整改情况和有关材料，由我单位核实。逾期未整改的，将依法处理。")),
        source=CREDIT,
    ),
    Kind(
        "listing_notice", "列入事先告知书", "列告", BODY, BUREAU, FORMAL,
        ("list_name", "facts", "basis", "statement_days"),
        "列入{list_name}事先告知书",
        ((TEXT, "经查，你单位存在下列情况："), (TEXT, "{facts}"),
         (TEXT, "依据{basis}，我单位拟将你单位列入{list_name}。"),
         (TEXT, "你单位可以自收到本告知书之日起{statement_days}内，向我单位陈述、申辩，并提交有关材料。"
             "逾期不提出的，视为放弃陈述、申辩。")),
        source=CREDIT,
    ),
    Kind(
        "listing_decision", "列入决定书", "列入", BODY, BUREAU, FORMAL,
        ("list_name", "facts", "basis", "effective_on"),
        "列入{list_name}决定书",
        ((TEXT, "经查，你单位存在下列情况："), (TEXT, "{facts}"),
         (TEXT, "依据{basis}，我单位决定自{effective_on}起将你单位列入{list_name}，并向社会公布。"),
         (TEXT, "有关情况消除后，你单位可以向我单位申请移出。")),
        note=OBJECT, source=CREDIT,
    ),
    Kind(
        "removal_decision", "移出决定书", "移出", BODY, BUREAU, FORMAL,
        ("list_name", "facts", "basis", "effective_on"),
        "移出{list_name}决定书",
        ((TEXT, "{facts}"), (TEXT, "依据{basis}，我单位决定自{effective_on}起将你单位移出{list_name}。")),
        source=CREDIT,
    ),
    Kind(
        "talk_notice", "约谈通知书", "约谈", BODY, BUREAU, PLAIN, ("facts", "talk_time", "talk_place", "talk_persons"),
        "关于{subject}的约谈通知书",
        ((TEXT, "为了解{subject}的情况，请你单位{talk_persons}参加约谈。"), (TEXT, "{facts}"),
         (TEXT, "时间：{talk_time}。"), (TEXT, "地点：{talk_place}。"), (TEXT, "请提前准备有关材料。")),
        source="《慈善法》第一百零四条；民发〔2016〕39号（条文待核）",
    ),
    Kind(
        "consultation", "征询意见函", "征询", OFFICE, BUREAU_AND_DEPARTMENTS, OFFICES, ("matter",),
        "关于{subject}的征询意见函",
        ((TEXT, "现就{subject}征询贵单位意见："), (TEXT, "{matter}"),
         (TEXT, "请于收到本函后{reply_workdays}个工作日内回复“同意”“不同意”或者具体意见。"
             "逾期未复的，我单位将如实记录并继续研究。")),
        reply_workdays=10, asks_opinion=True, chases_reply=False,
    ),
    Kind(
        "urging", "督办函", "督办", OFFICE, BUREAU, OFFICES, ("facts", "demand"), "关于{subject}的督办函",
        ((TEXT, "经核对，{subject}尚未办结，具体情况如下："), (TEXT, "{facts}"), (HEAD, "请予办理"),
         (LIST, "{demand}"),
         (TEXT, "请于收到本函后{reply_workdays}个工作日内书面回复办理情况、下一步措施和完成时间。"
             "确有困难的，请说明原因，我单位将会同研究。")),
        reply_workdays=10, needs_plate=True,
    ),
    Kind(
        "circular", "工作通报", "通报", OFFICE, BUREAU, OFFICES, ("facts",), "关于{subject}的工作通报",
        ((TEXT, "现将{subject}有关工作情况通报如下："), (TEXT, "{facts}"),
         (TEXT, "本通报仅反映工作进展。请结合实际研究待提升的环节，需要协调的事项及时与我单位联系。")),
        needs_plate=True,
    ),
)  # fmt: skip
