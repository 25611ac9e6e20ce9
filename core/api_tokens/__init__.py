"""接口令牌: how other systems sign in."""
