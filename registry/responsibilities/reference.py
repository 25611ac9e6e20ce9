"""The threshold that ships with the portal: a row with its source, so that a city can end it and write its own."""

import datetime

from registry.responsibilities.models import CommitteeThreshold

FIVE = {
    "organizations": 5,
    "days": 60,
    "source": "管理5家以上社会组织的部门单位必须成立行业党委（地方实践，期限未核实）",
}
SINCE = datetime.date(2022, 6, 9)


def load_threshold() -> int:
    """Once; a city's own rows are never touched."""
    if CommitteeThreshold.objects.exists():
        return 0
    CommitteeThreshold.objects.create(valid_from=SINCE, **FIVE)
    return 1
