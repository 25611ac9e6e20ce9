"""数据接口: what every resource of `/api/v1/` shares. A resource itself is the `api.py` of its capability."""
