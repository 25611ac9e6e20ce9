"""What merging two rows of one person would do: which value wins, which posts move, what stands in the way."""

import hashlib
from dataclasses import dataclass, field

from core.refusal import Refusal
from registry.people.models import Person
from registry.people.queries import differ, reasons

FIELDS = (
    ("name", "姓名", str),
    ("id_type", "证件类型", lambda person: person.get_id_type_display() if person.id_number else ""),
    ("id_number", "证件号码", lambda person: str(person.id_number)),
    ("phone", "联系电话", lambda person: str(person.phone)),
    ("birth_on", "出生日期", lambda person: person.birth_on.isoformat() if person.birth_on else ""),
    ("gender", "性别", lambda person: person.get_gender_display()),
)


@dataclass(frozen=True)
class Row:
    """One field of both; `wins` is "kept" or "lost", "" where they agree. `is_conflict`: both say something else."""

    key: str
    label: str
    kept: str
    lost: str
    wins: str
    is_conflict: bool


@dataclass(frozen=True)
class Move:
    """A post of the row that goes; `meets` is the same post of the kept person, where the dates overlap: the two
    become one. Posts are rows of registry.officers, read with kind, organization and term."""

    post: object
    meets: object | None = None


@dataclass
class Preview:
    kept: Person
    lost: Person
    rows: list[Row] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    obstacle: str = ""

    @property
    def conflicts(self) -> list[str]:
        return [row.label for row in self.rows if row.is_conflict]

    @property
    def digest(self) -> str:
        """Of everything that was shown: the merge refuses when it would do something else by then."""
        shown = [self.kept.pk, self.lost.pk, self.kept.version, self.lost.version, self.obstacle]
        shown += [(move.post.pk, move.meets.pk if move.meets else 0) for move in self.moves]
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def preview(kept: Person, lost: Person) -> Preview:
    """`lost` goes, `kept` stays. Two queries."""
    found = Preview(kept, lost, reasons=reasons(kept, lost))
    found.rows = [_row(key, label, say, kept, lost) for key, label, say in FIELDS]
    own = _posts(kept)
    found.moves = [Move(post, _met(post, own)) for post in _posts(lost)]
    if kept.pk == lost.pk or kept.merged_into_id or lost.merged_into_id:
        found.obstacle = "其中一条记录已经合并，请返回列表重新选择。"
    elif differ(kept, lost):
        found.obstacle = "两人的同类证件号码不同，不是同一人，不能合并。"
    return found


def _row(key, label, say, kept: Person, lost: Person) -> Row:
    ours, theirs = say(kept), say(lost)
    is_document = key in ("id_type", "id_number")  # a document goes as a whole
    is_empty = not (kept.id_number if is_document else ours)
    wins = "" if ours == theirs or (not ours and not theirs) else ("lost" if is_empty and theirs else "kept")
    same_number = key == "id_number" and kept.id_number_hash == lost.id_number_hash
    return Row(key, label, ours, theirs, wins, bool(ours and theirs and ours != theirs and not same_number))


def _posts(person: Person) -> list:
    return list(
        person.posts.select_related("kind", "term", "organization__supervising_authority").order_by("valid_from", "pk")
    )


def _met(post, own: list):
    """A post that would overlap once both are one person's."""
    for other in own:
        same = other.organization_id == post.organization_id and other.kind_id == post.kind_id
        if same and _overlap(post, other):
            return other
    return None


def _overlap(one, other) -> bool:
    return (one.valid_to is None or one.valid_to >= other.valid_from) and (
        other.valid_to is None or other.valid_to >= one.valid_from
    )


def take_values(found: Preview) -> list[str]:
    """Give the kept person what only the other one had; returns the names of the columns written."""
    written: list[str] = []
    for row in found.rows:
        if row.wins != "lost" or row.key == "id_type":
            continue
        if row.key == "id_number":
            found.kept.id_type = found.lost.id_type
            found.kept.id_number = found.lost.id_number.reveal()
            written += ["id_type", *Person.id_number.columns]
        elif row.key == "phone":
            found.kept.phone = found.lost.phone.reveal()
            written += Person.phone.columns
        else:
            setattr(found.kept, row.key, getattr(found.lost, row.key))
            written.append(row.key)
    return written


def check_unobstructed(found: Preview, seen: str) -> None:
    """Raises Refusal: something stands in the way, or the preview is no longer what would happen."""
    if found.obstacle:
        raise Refusal(found.obstacle)
    if found.digest != seen:
        raise Refusal("预览之后，其中一人的信息或任职有变化。请重新核对预览后再合并。")
