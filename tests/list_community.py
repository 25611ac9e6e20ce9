"""Rows of the lists of filed groups, towns, bases, offices and divisions, for tests/list_entries.py."""

from core import clock
from core.access.actor import Actor
from core.departments.models import Region
from core.reorganizations.models import Reorganization
from registry.community_orgs import actions as community_orgs
from registry.community_orgs.intake import NewCommunityOrganization
from registry.community_orgs.models import CommunityKind
from registry.incubation_bases.models import IncubationBase

SYSTEM = Actor.system("every_list")


def a_group(world, number, is_own):
    b = world.bureau
    office = b.tinglan_office if is_own else b.department("砚湖街道办事处", "street", b.yanhu)
    kind, _ = CommunityKind.objects.get_or_create(code="culture", defaults={"label": "文体活动"})
    new = NewCommunityOrganization(
        name=f"{'听澜' if is_own else '砚湖'}第{number}合唱队", kind=kind, purpose="合唱", office=office,
        region=office.region, head_name="某人", individual_members=12,
    )  # fmt: skip
    return community_orgs.file_many([new], actor=SYSTEM)[0].name


def a_town(world, number, is_own):
    district = world.bureau.wanglan if is_own else world.bureau.yanhai
    name = f"{'本区' if is_own else '外区'}第{number}镇"
    code = f"{district.code[:6]}{number + 100 + (0 if is_own else 300)}000"
    Region.objects.get_or_create(code=code, defaults={"name": name, "level": 3, "parent": district})
    return name


def a_base(world, number, is_own):
    b = world.bureau
    name = f"{'本区' if is_own else '外区'}第{number}孵化基地"
    IncubationBase.objects.create(
        name=name, level="district", department=b.wanglan_bureau if is_own else b.yanhai_bureau,
        district=b.wanglan if is_own else b.yanhai, opened_on=clock.today(),
    )  # fmt: skip
    return name


def a_department(world, number, is_own):
    return world.bureau.department(f"霁川市第{number}局", "government", world.bureau.city).name


def a_region(world, number, is_own):
    code = f"379902{number + 500:03d}000"
    Region.objects.create(code=code, name=f"第{number}街道", level=3, parent=world.bureau.wanglan)
    return code


def a_reorganization(world, number, is_own):
    title = f"第{number}局更名"
    Reorganization.objects.create(
        kind="rename_department", title=title, effective_on=clock.today(), document="霁编〔2026〕1号", plan=[]
    )
    return title
