"""People and their posts as a kind of list: each row is one person in one post of one organization."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable

from core import clock
from core.access.actor import Actor
from core.access.scope import ScopeKind
from core.dated import actions as dated
from core.departments.seats import scope_along
from registry.identifiers import id_number as resident_ids
from registry.imports import values
from registry.imports.checking import day_of
from registry.imports.drafts import Draft
from registry.imports.kind import ImportKind
from registry.imports.kinds.organizations.matching import Register, find_organization
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.sealed import opened
from registry.imports.states import Decision
from registry.imports.targets import Target
from registry.imports.traces import built_on
from registry.officers import actions as officers
from registry.officers import queries
from registry.officers.limits import judge
from registry.officers.models import OfficerPost, PostKind
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.people import actions as people
from registry.people.models import Person
from registry.people.states import IdType

_TIMES = {"full": "专职", "part": "兼职"}
LIMIT = "post.limit"  # what the limits say; the reason given for it stays on the post


def _number(raw: str, *, numeric: bool = False, today: datetime.date, **_) -> values.Answer:
    number = people.normalize(raw)
    if numeric and number:
        message = "证件号码存成了数字，末几位已被表格软件改动，请改为文本格式后重新填写。"
        return "", [values.error("id_number.numeric", message)]
    return number, []


class Posts(ImportKind):
    key = "posts"
    label, unit = "人员和任职", "行"
    lead = "谁在哪家社会组织任什么职务，自哪一天起；同一证件号码是同一个人。"
    permission, offices = "officers.edit", ("civil_affairs",)
    model = OfficerPost
    is_once = False
    secrets = {"id_number": "id_number", "phone": "phone"}
    targets = (
        Target("name", "组织名称", ("社会组织名称", "社会组织", "单位名称", "单位")),
        Target("uscc", "统一社会信用代码", ("信用代码", "社会信用代码")),
        Target("legacy_reg_no", "登记证号", ("证号",)),
        Target("person", "姓名", ("人员", "负责人", "人员姓名")),
        Target("id_type", "证件类型", ("证件种类",)),
        Target(
            "id_number", "证件号码", ("身份证号", "身份证号码", "公民身份号码", "证件号"), "加密保存，页面只显示一部分"
        ),
        Target("phone", "联系电话", ("电话", "手机", "手机号"), "加密保存，页面只显示一部分"),
        Target("post", "职务", ("任职", "职位", "担任职务")),
        Target("valid_from", "任职日期", ("任职起始日期", "起始日期", "任职时间", "当选日期")),
        Target("time", "专兼职", ("专职或兼职", "专职兼职")),
        Target("document", "依据文书", ("依据", "文号", "决议")),
    )
    required = (("name", "uscc", "legacy_reg_no"), ("person",), ("post",))
    parsers = {
        "name": values.name,
        "uscc": values.credit_code,
        "legacy_reg_no": values.certificate_no,
        "id_type": values.one_of({str(kind): str(kind.label) for kind in IdType}, "证件类型"),
        "id_number": _number,
        "valid_from": values.date,
        "time": values.one_of(_TIMES, "专兼职"),
    }
    issue_labels = {
        "id_number.other_name": "证件号码与姓名不符",
        "id_number.missing": "没有证件号码",
        "id_number.numeric": "证件号码存成数字",
        "post.unknown": "职务不能识别",
        "post.day": "任职日期有误",
        "post.follows": "接替现任",
        LIMIT: "与任职规定不一致",
    }
    undo_text = "本批登记、之后没有变动的任职会撤回，被接替的现任随之恢复；人员档案保留。"

    def context(self, key: str, column: list[str], batch: ImportBatch, today: datetime.date) -> dict:
        more = {"known_region": lambda _: True} if key == "uscc" else {}
        return super().context(key, column, batch, today) | {"today": today} | more

    def complete(self, draft: Draft, batch: ImportBatch) -> None:
        held = draft.values
        for key in ("person", "post"):
            if not held.get(key) and not draft.says(key):
                draft.say(key, values.error("value.missing", f"没有{self.field_label(key)}，请补上。"))
        held["id_type"] = held.get("id_type") or str(IdType.RESIDENT_ID)
        number = opened(held.get("id_number"))
        if not number and not draft.says("id_number"):
            message = "没有证件号码：认不出是不是已登记的人，将作为新的人员登记。"
            draft.say("id_number", values.warning("id_number.missing", message))
        if number and held["id_type"] == IdType.RESIDENT_ID:
            for issue in resident_ids.check(number, as_of=clock.today()):
                draft.say("id_number", issue)

    def match(self, drafts: list[Draft], batch: ImportBatch) -> None:
        register, pairs = Register.of(drafts), []
        for draft in drafts:
            organization = find_organization(draft, register, department_id=batch.department_id)
            draft.subject_id, draft.decision, draft.match_on, draft.candidates = None, Decision.CREATE, "", []
            if organization is not None:
                pairs.append((draft, organization))
        _Roster(pairs, batch).compare()

    def create(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> list[int]:
        organizations = Organization.objects.in_bulk([row.organization_id for row in rows])
        kinds, made = PostKind.objects.in_bulk(field_name="code"), []
        for row in rows:
            held, reasons = row.values, {**batch.overrides, **row.overrides}
            person = people.identify(
                actor=actor, name=held["person"], id_type=held["id_type"],
                id_number=opened(held.get("id_number")), phone=opened(held.get("phone")),
            )  # fmt: skip
            post = officers.appoint(
                organizations[row.organization_id], actor=actor, person=person, kind=kinds[held["post_code"]],
                valid_from=_day(held, batch), is_full_time=held.get("time") == "full",
                document=(held.get("document") or batch.document)[:200], accepted_reason=reasons.get(LIMIT, ""),
            )  # fmt: skip
            made.append(post.pk)
        return made

    def change(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
        return {}  # a post that is held as the list says stays as it is

    def withdraw(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> dict[int, str]:
        stays = {pk: "、".join(sorted(why)) for pk, why in self._changed(rows, batch).items()}
        posts = OfficerPost.objects.select_related("organization", "person").in_bulk([r.subject_id for r in rows])
        for row in reversed(rows):
            post = posts.get(row.subject_id)
            if post is None or post.pk in stays:
                continue
            if not actor.competent_for(post):
                stays[post.pk] = f"由{post.competent_department_name}办理"
                continue
            dated.take_back(post)
        return {row.pk: stays[row.subject_id] for row in rows if row.subject_id in stays}

    @staticmethod
    def _changed(rows: list[ImportRow], batch: ImportBatch) -> dict[int, set[str]]:
        return {pk: why for pk, why in built_on(OfficerPost, [r.subject_id for r in rows], batch).items() if why}

    def restore(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> list[str]:
        return []

    # ---- in words

    def title(self, held: dict) -> str:
        return "，".join(word for word in (held.get("person"), held.get("name")) if word)

    def facts(self, held: dict) -> list[str]:
        return [held.get("post"), held.get("valid_from"), self.read("id_number", held)]

    def shown_records(self, ids: Iterable[int]) -> dict[int, dict]:
        posts = OfficerPost.objects.filter(pk__in=list(ids)).select_related("person", "kind", "organization")
        return {
            post.pk: {
                "title": f"{post.person.name}（{post.label}）", "url": "",
                "facts": {"name": post.organization.name, "person": post.person.name, "post": post.label,
                          "id_number": str(post.person.id_number), "valid_from": post.valid_from.isoformat()},
            }
            for post in posts
        }  # fmt: skip


def _day(held: dict, batch: ImportBatch) -> datetime.date:
    return day_of(held.get("valid_from") or "") or batch.first_day


class _Roster:
    """The rows of a list beside who holds which post; a fixed number of queries for each day the list speaks of."""

    def __init__(self, pairs: list[tuple[Draft, Organization]], batch: ImportBatch) -> None:
        self.pairs, self.batch = pairs, batch
        office = scope_along(ScopeKind.AUTHORITY, batch.department)
        self.actor = dataclasses.replace(Actor(), department_id=batch.department_id, scope=office)
        self.kinds = list(PostKind.objects.filter(is_active=True))
        hashes = {draft.values["id_number"]["hash"] for draft, _ in pairs if draft.values.get("id_number")}
        known = Person.objects.kept().filter(id_number_hash__in=hashes)
        self.by_number = {(person.id_type, person.id_number_hash): person for person in known}
        self.posts: dict[int, list[OfficerPost]] = defaultdict(list)
        held = OfficerPost.objects.filter(organization__in={row.pk for _, row in pairs})
        for post in held.select_related("person", "kind"):
            self.posts[post.organization_id].append(post)
        self.around: dict[datetime.date, tuple] = {}
        self.seen: dict[tuple, Draft] = {}

    def compare(self) -> None:
        for draft, organization in self.pairs:
            kind = self._kind(draft, organization)
            person = self._person(draft)
            if kind is not None and person is not None:
                draft.values["post_code"] = kind.code
                self._one(draft, organization, kind, person)

    def _kind(self, draft: Draft, organization: Organization) -> PostKind | None:
        word = tidy(draft.values.get("post") or "")
        mine = [kind for kind in self.kinds if organization.org_type in kind.org_types]
        found = next((k for k in mine if word in (k.label, k.label_in(organization.org_type), k.code)), None)
        if word and found is None:
            labels = "、".join(kind.label_in(organization.org_type) for kind in mine)
            message = f"职务“{word}”不能识别，{organization.get_org_type_display()}可填写：{labels}。"
            draft.say("post", values.error("post.unknown", message))
        return found

    def _person(self, draft: Draft) -> Person | None:
        """The person on record by her number, else one that is not saved."""
        held = draft.values
        name, number = held.get("person") or "", held.get("id_number")
        known = self.by_number.get((held["id_type"], number["hash"])) if number else None
        if known is not None and tidy(known.name) != tidy(name):
            message = "该证件号码已登记在另一姓名下。请核对姓名和证件；确已更名的，先在人员页面修改姓名。"
            draft.say("id_number", values.error("id_number.other_name", message))
            return None
        if known is not None or not name:
            return known
        resident = opened(number) if held["id_type"] == IdType.RESIDENT_ID else ""
        born = resident_ids.birth_on(resident) if len(resident) == 18 and resident[6:14].isdigit() else None
        return Person(name=tidy(name), id_type=held["id_type"], birth_on=born)

    def _one(self, draft: Draft, organization: Organization, kind: PostKind, person: Person) -> None:
        day = _day(draft.values, self.batch)
        first = self.seen.setdefault((organization.pk, kind.code, person.pk or person.name), draft)
        if first is not draft:
            draft.say("", values.error("match.twice", f"与第{first.line}行是同一个人的同一职务。"))
            return
        current = [post for post in self.posts[organization.pk] if post.kind_id == kind.code and post.is_on(day)]
        same = next((p for p in current if p.person_id == person.pk or _is_namesake(p, person)), None)
        if same is not None:
            draft.subject_id, draft.decision, draft.match_on = same.pk, Decision.UPDATE, "name"
            draft.propose(same.pk, ["同一个人已任该职务"])
            return
        if organization.registered_on and day < organization.registered_on:
            message = f"任职日期{day:%Y-%m-%d}早于该组织成立登记日期{organization.registered_on:%Y-%m-%d}，请核对。"
            draft.say("valid_from", values.error("post.day", message))
        if kind.is_single and current:
            message = f"现任{current[0].person.name}，自{day:%Y-%m-%d}起由本行接任。"
            draft.say("post", values.warning("post.follows", message))
        self._heed_limits(draft, organization, kind, person, day)

    def _heed_limits(self, draft: Draft, organization, kind, person, day: datetime.date) -> None:
        if day not in self.around:
            everybody = [one.pk for one in self.by_number.values()]
            self.around[day] = queries.surroundings(everybody, day, self.actor), queries.limits_on(day)
        around, limits = self.around[day]
        term = officers.term_on(organization, day) if kind.follows_term else None
        its = queries.candidate(organization, person, kind, around, term=term)
        for hint in judge(its, limits):
            if hint.limit.blocks:
                draft.say("post", values.error(LIMIT, f"{hint.text}依据：{hint.limit.title}。"))
            else:
                draft.say("post", values.confirm(LIMIT, f"{hint.text}确认仍要登记的，写明理由。"))


def _is_namesake(post: OfficerPost, person: Person) -> bool:
    """A row without a number means the holder of that name."""
    return person.pk is None and not person.birth_on and tidy(post.person.name) == tidy(person.name)
