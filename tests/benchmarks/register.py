"""What to ask a database for: districts, names, codes, the worst terms. By plain SQL, so that any scale answers."""

import collections
import random

import psycopg

SAMPLE = 4_000
DISTRICTS = """
    select d.id from core_region d join registry_organization o on o.district_id = d.id
    group by d.id order by count(*) desc limit 10
"""
ROWS = """
    select n.name, n.initials, o.uscc, o.id
    from registry_organization o join registry_organizationname n on n.organization_id = o.id and n.valid_to is null
    where o.id = any(%s)
"""


class Register:
    """A sample of the organizations of one database, the same for a seed."""

    def __init__(self, url: str):
        dice = random.Random(7)
        with psycopg.connect(url) as connection:
            self.count, first, last = connection.execute(
                "select count(*), min(id), max(id) from registry_organization"
            ).fetchone()
            self.districts = [pk for (pk,) in connection.execute(DISTRICTS).fetchall()]
            wanted = [dice.randint(first, last) for _ in range(SAMPLE)]
            self.rows = connection.execute(ROWS, [wanted]).fetchall()
        dice.shuffle(self.rows)
        self._dice = dice

    @property
    def ids(self) -> list[int]:
        return [pk for *_, pk in self.rows]

    def terms(self) -> dict[str, list[str]]:
        """Pieces of real names, 1–6 characters, initials and codes, and the worst a clerk can type."""
        found = {f"{length} characters": self._cut(length) for length in range(1, 7)}
        found["initials"] = [initials[:4] for _, initials, _, _ in self.rows if len(initials) >= 4]
        found["credit code"] = [uscc for _, _, uscc, _ in self.rows if uscc]
        found["the commonest pair"] = [self._commonest(2)]
        found["the commonest character"] = [self._commonest(1)]
        found["two commonest initials"] = [self._commonest(2, 1)]
        found["no hit"] = ["鱻麤彧", "鱻麤", "zzqqxx"]
        return found

    def _cut(self, length: int) -> list[str]:
        names = [name for name, *_ in self.rows if len(name) >= length]
        starts = [(name, self._dice.randrange(len(name) - length + 1)) for name in names[:200]]
        return [name[at : at + length] for name, at in starts]

    def _commonest(self, length: int, column: int = 0) -> str:
        if column:
            return collections.Counter(row[column][:length] for row in self.rows).most_common(1)[0][0]
        pieces = (name[i : i + length] for name, *_ in self.rows for i in range(len(name) - length + 1))
        return collections.Counter(pieces).most_common(1)[0][0]
