"""Every published number, one dotted path each."""

INDICATORS: list[str] = []
