"""风险预警: what the nightly rules found, and what people made of it."""
