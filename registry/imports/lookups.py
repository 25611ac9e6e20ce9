"""Words of a list against what the portal knows: regions by name, pinyin or code; units by name or alias."""

import re
from collections import defaultdict

from django.db.models import Q

from core import text
from core.departments.models import Department, Region, RegionLevel
from core.departments.names import former_department_words, former_region_words
from registry.identifiers.historical_regions import was_region
from registry.imports.models import ImportGap
from registry.imports.states import GapKind
from registry.organizations.names import tidy

_SUFFIX = re.compile(r"(?<=..)(省|市|区|县)$")
_LATIN_SUFFIX = re.compile(r"(?<=...)(shi|qu|xian|sheng|city|district|county|province)$")
_U = re.compile(r"lyu|lü|lv")


def _latin_key(word: str) -> str:
    return _U.sub("lv", re.sub(r"[^a-zü]", "", word.lower()))


class Regions:
    """Regions down to the own city's communities by every spelling; words the office has resolved come first."""

    def __init__(self, department: Department):
        self._resolved = dict(
            ImportGap.objects.filter(department=department, kind=GapKind.REGION, region__isnull=False).values_list(
                "word", "region_id"
            )
        )
        self.name_of: dict[int, str] = {}
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._home = department.region.code
        self._code_of: dict[int, str] = {}
        self._level_of: dict[int, int] = {}
        own = Q(level=RegionLevel.COMMUNITY, code__startswith=self._home[:4])
        rows = Region.objects.current().filter(Q(level__lte=RegionLevel.TOWNSHIP) | own)
        for pk, code, name, full, pinyin, level in rows.values_list(
            "pk", "code", "name", "full_name", "pinyin", "level"
        ):
            self.name_of[pk], self._code_of[pk], self._level_of[pk] = full or name, code, level
            is_community = level == RegionLevel.COMMUNITY
            for word in {name, full, code} - {""} if is_community else self._spellings(code, name, full, pinyin):
                self._by_word[word].add(pk)
        self._codes = set(self._by_word) | set(Region.objects.six_digit_codes())
        for word, pk in former_region_words():
            if pk in self.name_of and word not in self._by_word:
                self._by_word[word].add(pk)

    @staticmethod
    def _spellings(code: str, name: str, full: str, pinyin: str) -> set[str]:
        latin = _latin_key(pinyin or text.pinyin(name))
        return {name, full, _SUFFIX.sub("", name), code, code[:6], latin, _LATIN_SUFFIX.sub("", latin)} - {""}

    def find(self, word: str) -> tuple[int | None, int]:
        """The region and how many came into question; among several the one nearest to the office wins."""
        if word in self._resolved:
            return self._resolved[word], 1
        found = self._by_word.get(text.fold(word), set())
        if not found and re.search(r"[a-zA-Z]", word):
            latin = _latin_key(word)
            found = self._by_word.get(latin) or self._by_word.get(_LATIN_SUFFIX.sub("", latin), set())
        if len(found) > 1:
            found = self._nearest(found)
        return (next(iter(found)), 1) if len(found) == 1 else (None, len(found))

    def _nearest(self, found: set[int]) -> set[int]:
        top = min(self._level_of[pk] for pk in found)
        highest = {pk for pk in found if self._level_of[pk] == top}
        if len(highest) == 1:
            return highest
        at_home = {pk for pk in highest if self._code_of[pk][:4] == self._home[:4]}
        return at_home or highest

    def known_code(self, code: str) -> bool:
        """Whether six digits are a division of the portal or ever were one of the country."""
        return code in self._codes or was_region(code)


class Units:
    """Departments by name, short name or alias; words the office has resolved come first."""

    def __init__(self, department: Department):
        self._resolved = dict(
            ImportGap.objects.filter(department=department, kind=GapKind.UNIT, unit__isnull=False).values_list(
                "word", "unit_id"
            )
        )
        self.name_of: dict[int, str] = {}
        self._by_name: dict[str, int] = {}
        for pk, name, short, aliases in Department.objects.active().values_list("pk", "name", "short_name", "aliases"):
            self.name_of[pk] = name
            for word in (name, short, *aliases):
                if word:
                    self._by_name.setdefault(tidy(word), pk)
        for word, pk in former_department_words():
            self._by_name.setdefault(tidy(word), pk)

    def find(self, word: str) -> int | None:
        return self._resolved.get(word) or self._by_name.get(tidy(word))
