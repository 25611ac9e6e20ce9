"""Forms that notice a stale tab: a hidden version, compared under the lock, and a panel of mine against theirs."""

from core.forms.versioned import VersionedFormMixin, VersionedModelForm
from core.forms.versions import check_version

__all__ = ["VersionedFormMixin", "VersionedModelForm", "check_version"]
