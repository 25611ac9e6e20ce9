"""信用信息: what was formed about an organization, entered within the period, published or not."""
