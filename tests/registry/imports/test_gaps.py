"""A word is resolved once: rows entered before get the answer, later lists take it by themselves."""

from core.departments.models import Region
from registry.imports.models import ImportGap
from registry.organizations import actions
from registry.organizations.models import Organization


def gap(kind):
    return ImportGap.objects.get(kind=kind)


def test_the_list_of_unknown_regions_says_how_many_rows_wait(desk, made_up):
    desk.checked(made_up)
    page = desk.client.get(desk.url("region_gaps"))
    assert [(g.word, uses) for g, uses, _ in page.context["rows"]] == [("Lvhe Shi", 1)]
    assert "Lvhe Shi" in page.content.decode()


def test_resolving_a_region_sets_it_on_rows_that_were_entered(desk, bureau, made_up):
    desk.apply(desk.checked(made_up))
    organization = Organization.objects.get(name="霁川市璞城济困基金会")
    version = organization.version
    url = desk.url("resolve_gap", gap("region").pk)
    answer = desk.client.post(url, {"answer": bureau.yanhai.full_name}, follow=True)
    assert "1个组织已补上" in answer.content.decode()
    organization.refresh_from_db()
    assert (organization.district_id, organization.city_id) == (bureau.yanhai.pk, bureau.city.pk)
    assert organization.version > version


def test_a_resolved_word_is_known_to_the_next_list(desk, bureau, made_up):
    desk.checked(made_up)
    desk.client.post(desk.url("resolve_gap", gap("region").pk), {"answer": bureau.yanhai.code})
    row = desk.rows(desk.checked(made_up))[9]
    assert row.values["region_id"] == bureau.yanhai.pk
    assert "city.unknown" not in row.issue_codes


def test_resolving_a_unit_sets_the_business_supervisor(desk, bureau, made_up):
    desk.apply(desk.checked(made_up))
    desk.client.post(desk.url("resolve_gap", gap("unit").pk), {"answer": bureau.industry.name})
    organization = Organization.objects.get(name="霁川市璞城济困基金会")
    assert organization.business_supervisor_id == bureau.industry.pk


def test_an_unknown_answer_is_refused_in_place(desk, made_up):
    desk.checked(made_up)
    answer = desk.client.post(desk.url("resolve_gap", gap("region").pk), {"answer": "无此地"})
    assert answer.status_code == 422
    assert "“无此地”不是平台中的地区" in answer.content.decode()
    assert gap("region").resolved_at is None


def test_a_word_is_resolved_once(desk, bureau, made_up):
    desk.checked(made_up)
    url = desk.url("resolve_gap", gap("region").pk)
    desk.client.post(url, {"answer": bureau.yanhai.code})
    again = desk.client.post(url, {"answer": bureau.wanglan.code})
    assert (again.status_code, "已经处理过" in again.content.decode()) == (409, True)
    assert gap("region").region_id == bureau.yanhai.pk


def test_a_region_the_organization_got_meanwhile_is_left_alone(desk, bureau, made_up):
    desk.apply(desk.checked(made_up))
    organization = Organization.objects.get(name="霁川市璞城济困基金会")
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    actions.move_address(
        organization, actor=clerk, region_id=bureau.wanglan.pk, address="", valid_from=organization.registered_on
    )
    desk.client.post(desk.url("resolve_gap", gap("region").pk), {"answer": bureau.yanhai.code})
    organization.refresh_from_db()
    assert organization.district_id == bureau.wanglan.pk


def test_the_gap_list_of_another_office_is_out_of_reach(desk, district_desk, bureau, made_up):
    desk.checked(made_up)
    assert not list(district_desk.client.get(district_desk.url("region_gaps")).context["rows"])
    answer = district_desk.client.post(district_desk.url("resolve_gap", gap("region").pk), {"answer": "x"})
    assert answer.status_code == 404


def test_every_loaded_city_is_found_by_its_pinyin(desk):
    cities = Region.objects.filter(level=1, code__startswith="37").exclude(pinyin="")
    spelled = [f"{city.pinyin.removesuffix('shi').title()} Shi" for city in cities]
    lines = "".join(f"霁川市第{n}协会,{word}\n" for n, word in enumerate(spelled))
    batch = desk.checked("名称,城市\n" + lines)
    found = [row.values["region_id"] for row in batch.rows.all()]
    assert found == [city.pk for city in cities]
    assert len(found) >= 4
