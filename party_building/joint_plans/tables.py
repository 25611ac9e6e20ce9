"""Plans, as a list."""

from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.joint_plans.models import JointPlan


class JointPlanFilters(Filters):
    class Meta:
        model = JointPlan
        fields: list = []


class JointPlanList(ListPage):
    url_name = "staff:joint_plans:list"
    title = "联合党支部规划"
    lead = "有1至2名正式党员的组织怎样就近或按行业联合组建；只提出建议，由人选择后发起请示"
    unit = "份"
    template = "party_building/joint_plans/staff_list.html"
    filters = JointPlanFilters
    columns = (
        Column("department", "党建工作机构", kind="title", url="staff:joint_plans:detail", width=36),
        Column("as_of", "数据截至", kind="date"),
        Column("candidates", "可参加联合", kind="number"),
        Column("alone", "应单独组建", kind="number", phone=False),
        Column("without_members", "没有正式党员", kind="number", phone=False),
        Column("made_at", "生成时间", kind="moment"),
    )
    sorts = (Sort("newest", "最近生成", ("-made_at", "-pk")),)
    empty_title = "还没有规划"
    empty_text = "点击“重新规划”，由系统提出联合组建的建议。"

    def queryset(self, actor: Actor):
        return JointPlan.objects.visible_to(actor).select_related("department")
