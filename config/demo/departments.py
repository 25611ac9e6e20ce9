"""The offices of the demo city: civil affairs at both levels, ten bureaus, streets, communities, party organs."""

from config.demo.regions import ABOLISHED, pad
from config.demo.story import BUREAUS_MERGED, DAY
from core.departments.models import Department, DepartmentKind, Region

K = DepartmentKind
CITY_BUREAUS = [
    ("市教育体育局", "霁川市教育体育局", ["市教体局", "市教育局"]),
    ("市工业和信息化局", "霁川市工业和信息化局", ["市工信局"]),
    ("市商务局", "霁川市商务局", []),
    ("市市场监管局", "霁川市市场监督管理局", []),
    ("市科协", "霁川市科学技术协会", []),
    ("市卫生健康委", "霁川市卫生健康委员会", ["市卫健委"]),
    ("市农业农村局", "霁川市农业农村局", []),
    ("市文化和旅游局", "霁川市文化和旅游局", ["市文旅局"]),
    ("市残联", "霁川市残疾人联合会", []),
]
DISTRICT_BUREAUS = [
    ("教育和体育局", "教体局"),
    ("卫生健康局", "卫健局"),
    ("文化和旅游局", "文旅局"),
    ("农业农村局", "农业农村局"),
]


def _put(
    name: str, short: str, kind: str, region: Region, parent: Department | None = None, aliases=(), **dates
) -> Department:
    department, _ = Department.objects.update_or_create(
        name=name,
        defaults={
            **dates,
            "short_name": short,
            "kind": kind,
            "region": region,
            "parent": parent,
            "aliases": list(aliases),
            "phone": "12x-0000",
        },
    )
    return department


def build(regions: dict[str, Region]) -> dict[str, Department]:
    """Departments by short name; running it twice changes nothing."""
    city = regions["379900000000"]
    made: dict[str, Department] = {}

    def put(short, name, kind, region, parent=None, aliases=(), **dates):
        made[short] = _put(name, short, kind, region, parent, aliases, **dates)

    put("市民政局", "霁川市民政局", K.CIVIL_AFFAIRS, city, None, ["霁川市社会组织联席会议办公室"])
    put("市审批局", "霁川市行政审批服务局", K.APPROVAL_BUREAU, city)
    put("市委社会工作部", "中共霁川市委社会工作部", K.PARTY_ORGAN, city)
    put("综合党委", "中共霁川市社会组织综合委员会", K.PARTY_ORGAN, city, made["市委社会工作部"])
    put("平台运维", "霁川市社会组织平台运维组", K.OPERATOR, city)
    for short, name, aliases in CITY_BUREAUS:
        put(short, name, K.GOVERNMENT, city, None, aliases)
    put("市体育局", "霁川市体育局", K.GOVERNMENT, city, valid_to=BUREAUS_MERGED - DAY)
    gone, last = regions[pad(ABOLISHED[0])], {"valid_to": ABOLISHED[3]}
    put(f"{gone.name}民政局", f"{gone.name}民政局", K.CIVIL_AFFAIRS, gone, made["市民政局"], **last)
    put(
        f"{gone.name}委社会工作部", f"中共{gone.name}委社会工作部", K.PARTY_ORGAN, gone, made["市委社会工作部"], **last
    )
    for region in regions.values():
        if region.level == 2 and region.valid_to is None:
            _district(put, made, region)
        elif region.level == 3:
            government = f"{region.name}办事处" if region.name.endswith("街道") else f"{region.name}人民政府"
            put(region.name, f"{_above(region)}{government}", K.STREET, region)
        elif region.level == 4:
            put(region.name, f"{_above(region)}{region.name}居民委员会", K.COMMUNITY, region)
    return made


def _above(region: Region) -> str:
    return region.parent.full_name if region.parent else ""


def _district(put, made: dict[str, Department], region: Region) -> None:
    name = region.name
    put(f"{name}民政局", f"霁川市{name}民政局", K.CIVIL_AFFAIRS, region, made["市民政局"])
    put(f"{name}委社会工作部", f"中共霁川市{name}委社会工作部", K.PARTY_ORGAN, region, made["市委社会工作部"])
    for bureau, short in DISTRICT_BUREAUS:
        put(f"{name}{short}", f"霁川市{name}{bureau}", K.GOVERNMENT, region)
