"""`EncryptedNumber`: one declaration, three columns, no decryption by accident."""

from dataclasses import dataclass

from django.db import models

from core.privacy import masking, sealing

_MASKS = {"id_number": masking.mask_id_number, "phone": masking.mask_phone}
_DASHES = frozenset("-‐‑‒–—―−")


def normalize(raw: str) -> str:
    """Full-width to half-width, upper case, without spaces and hyphens: what is hashed and what is encrypted."""
    half = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in raw or "")
    return "".join(c for c in half.upper() if not c.isspace() and c not in _DASHES)


@dataclass(frozen=True, repr=False)
class SealedNumber:
    """What an attribute gives: prints masked, opens only when asked. Revealing is logged by the view that does it."""

    cipher: bytes | None
    masked: str
    bound_to: str

    def reveal(self) -> str:
        """The number itself. Raises CannotOpen."""
        return sealing.unseal(self.cipher, bound_to=self.bound_to) if self.cipher else ""

    def __str__(self):
        return self.masked

    __repr__ = __str__

    def __bool__(self):
        return bool(self.cipher)


class EncryptedNumber(property):
    """Declares `<name>_cipher`, `<name>_hash`, `<name>_masked` on the model, unless the model spells them out itself.

    `person.id_number = "…"` fills all three; `person.id_number` is a SealedNumber; equality search is
    `Person.objects.filter(**Person.id_number.equals("…"))`. In `update_fields` use `Person.id_number.columns`.
    A property, so that `Person(id_number="…")` works. Numbers are normalized before they are hashed.
    """

    def __init__(self, kind: str, verbose_name: str = "", *, index: bool = True):
        super().__init__()
        self.kind, self.verbose_name, self.index = kind, verbose_name, index
        self.mask = _MASKS[kind]

    def contribute_to_class(self, model, name):
        self.name = name
        self.columns = (f"{name}_cipher", f"{name}_hash", f"{name}_masked")
        declared = {field.name for field in model._meta.local_fields}
        fields = (
            models.BinaryField(null=True, blank=True, editable=False),
            models.CharField(max_length=64, blank=True, editable=False, db_collation="C", db_index=self.index),
            models.CharField(self.verbose_name, max_length=40, blank=True, editable=False),
        )
        for column, field in zip(self.columns, fields, strict=True):
            if column not in declared:
                model.add_to_class(column, field)
        setattr(model, name, self)

    def bound_to(self, model) -> str:
        return f"{model._meta.concrete_model._meta.label}.{self.name}"

    def equals(self, raw: str) -> dict[str, str]:
        """Keyword arguments for `filter`. An empty number equals nothing."""
        return {f"{self.name}_hash": sealing.keyed_hash(self.kind, normalize(raw)) or "-"}

    def values_for(self, model, raw: str) -> dict:
        """The three columns for bulk writes; empty for an empty number."""
        number = normalize(raw)
        contents = (
            sealing.seal(number, bound_to=self.bound_to(model)) if number else None,
            sealing.keyed_hash(self.kind, number),
            self.mask(number),
        )
        return dict(zip(self.columns, contents, strict=True))

    def rotate(self, queryset, *, batch: int = 500) -> int:
        """Encrypt anew, with the newest key, what older keys hold. Safe to repeat; returns the rows written."""
        model, column, written = queryset.model, self.columns[0], 0
        rows = queryset.exclude(**{f"{column}__isnull": True}).only("pk", column).iterator(chunk_size=batch)
        stale = [row for row in rows if not sealing.is_current(getattr(row, column))]
        for start in range(0, len(stale), batch):
            part = stale[start : start + batch]
            for row in part:
                number = self.__get__(row).reveal()
                setattr(row, column, sealing.seal(number, bound_to=self.bound_to(model)))
            written += model._base_manager.bulk_update(part, [column])
        return written

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        cipher, _, masked = self.columns
        return SealedNumber(getattr(instance, cipher), getattr(instance, masked), self.bound_to(type(instance)))

    def __set__(self, instance, raw: str):
        if isinstance(raw, SealedNumber):
            raw = raw.reveal()
        for column, value in self.values_for(type(instance), raw).items():
            setattr(instance, column, value)
