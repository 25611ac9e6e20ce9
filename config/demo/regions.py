"""The divisions of the demo city. None of these names or codes is in the national list."""

import datetime

from core.departments.models import Region, RegionLevel
from core.text import pinyin

CITY = "379900000000"

# code (six or nine digits), name, parent code
DISTRICTS = [
    ("379902", "望澜区"),
    ("379903", "砚海区"),
    ("379904", "栎川区"),
    ("379921", "青砚县"),
]
ABOLISHED = ("379981", "岚桥市", "379904", datetime.date(2019, 1, 8))
STREETS = [
    ("379902001", "听澜街道", "379902"),
    ("379902002", "枕河街道", "379902"),
    ("379902003", "霁湖街道", "379902"),
    ("379903001", "砚湖街道", "379903"),
    ("379903100", "澄湾镇", "379903"),
    ("379904001", "璞城街道", "379904"),
    ("379921100", "云岫镇", "379921"),
]
COMMUNITIES = [
    ("379902001001", "听澜社区", "379902001"),
    ("379902001002", "汀兰社区", "379902001"),
    ("379902002001", "枕河社区", "379902002"),
    ("379902002002", "枕溪社区", "379902002"),
    ("379902003001", "霁湖社区", "379902003"),
    ("379903001001", "砚湖社区", "379903001"),
    ("379903100001", "澄湾社区", "379903100"),
    ("379904001001", "璞城社区", "379904001"),
    ("379921100001", "云岫社区", "379921100"),
]


def pad(code: str) -> str:
    return code.ljust(12, "0")


def _put(code: str, name: str, level: int, parent: Region | None, full_name: str, **dates) -> Region:
    region, _ = Region.objects.update_or_create(
        code=pad(code),
        defaults={
            "name": name,
            "full_name": full_name,
            "level": level,
            "parent": parent,
            "pinyin": pinyin(name),
            **dates,
        },
    )
    return region


FIRST, SECOND = "澜砚栎璞岫汀澄渚沚霁", "川湾洲屿浦岸泉陵原麓"


def wide() -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Six more districts and streets up to 150 in all, for load: names from two characters each."""
    pairs = [a + b for a in FIRST for b in SECOND]
    pairs = [pair for pair in pairs if not any(pair in name for _, name, _ in STREETS)]
    districts = [(f"3799{n}", f"{pairs.pop(0)}区") for n in range(51, 57)]
    owners = [code for code, _ in (*DISTRICTS, *districts)]
    streets = []
    for number in range(150 - len(STREETS)):
        name = pairs[number % len(pairs)] + ("街道" if number < len(pairs) else "新街道")
        owner = owners[number % len(owners)]
        streets.append((f"{owner}{50 + number // len(owners):03d}", name, owner))
    return districts, streets


def wide_communities(streets: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Four communities in each street of the large city."""
    words = ("东", "西", "南", "北")
    stems = [
        (code, name.removesuffix("新街道").removesuffix("街道") + ("新" if "新" in name else ""))
        for code, name, _ in streets
    ]
    return [(f"{code}{n + 1:03d}", f"{stem}{word}社区", code) for code, stem in stems for n, word in enumerate(words)]


def build(scale: str = "small") -> dict[str, Region]:
    """Regions by padded code; running it twice changes nothing."""
    city = _put("379900", "霁川市", RegionLevel.CITY, None, "霁川市")
    made = {city.code: city}
    more_districts, more_streets = wide() if scale == "city" else ([], [])
    rows = [(code, name, "379900", RegionLevel.DISTRICT) for code, name in (*DISTRICTS, *more_districts)]
    rows += [(*row, RegionLevel.TOWNSHIP) for row in (*STREETS, *more_streets)]
    rows += [(*row, RegionLevel.COMMUNITY) for row in (*COMMUNITIES, *wide_communities(more_streets))]
    for code, name, parent_code, level in rows:
        parent = made[pad(parent_code)]
        made[pad(code)] = _put(code, name, level, parent, f"{parent.full_name}{name}")
    code, name, successor, merged_on = ABOLISHED
    made[pad(code)] = _put(
        code,
        name,
        RegionLevel.DISTRICT,
        city,
        f"霁川市{name}",
        valid_to=merged_on,
        superseded_by=made[pad(successor)],
    )
    return made
