"""The three statements of an invented organization: balanced, and each year's opening is the last year's closing.

What stands in the balance sheet follows from the net assets and the body's own shares alone, so every year can be told
without the years before it. Whole yuan.
"""

import random
from dataclasses import dataclass

Cells = dict[str, int]


@dataclass(frozen=True)
class Shares:
    """Of the net assets: owed, in fixed assets (at cost), written off of those, held under restriction."""

    owed: float
    fixed: float
    worn: float
    restricted: float

    @classmethod
    def of(cls, uscc: str, org_type: str) -> "Shares":
        dice = random.Random(f"shares:{uscc}")
        return cls(
            dice.uniform(0, 0.08), dice.uniform(0.05, 0.3), dice.uniform(0.2, 0.7), 0.3 if org_type == "3" else 0
        )


def balance(net: int, shares: Shares) -> dict[int, int]:
    """Row → amount. Who owns less than nothing owes the rest."""
    good = max(net, 0)
    gross = int(good * shares.fixed)
    worn = int(gross * shares.worn)
    payable = int(good * shares.owed) + (1000 - net if net < 1000 else 0)
    wages = payable // 4
    restricted = int(good * shares.restricted)
    total = net + payable
    fixed = gross - worn
    liquid = total - fixed
    receivable = liquid // 20
    return {
        1: liquid - receivable, 3: receivable, 20: liquid, 30: 0, 31: gross, 32: worn, 33: fixed, 40: fixed, 60: total,
        62: payable - wages, 63: wages, 80: payable, 90: 0, 100: payable, 101: net - restricted, 105: restricted,
        110: net, 120: total,
    }  # fmt: skip


def activities(money: dict[str, int], moved: int) -> dict[str, Cells]:
    """Column → row → amount; `moved` is by how much the restricted net assets grew. `money` by figure code."""
    activity = money["activity_cost"]
    total = {
        "1": money["donation_income"], "2": money["membership_income"], "3": money["service_income"],
        "3_1": money["government_purchase_income"], "9": money["other_income"], "11": money["total_income"],
        "12": activity, "12_1": activity * 35 // 100, "12_2": activity * 4 // 10, "12_3": activity // 50,
        "12_4": activity // 100, "21": money["management_cost"], "35": money["total_cost"], "40": 0,
        "45": money["net_change"],
    }  # fmt: skip
    restricted = {"1": total["1"] * 3 // 10 if moved else 0}
    restricted |= {"11": restricted["1"], "35": 0, "40": moved - restricted["1"], "45": moved}
    free = {row: amount - restricted.get(row, 0) for row, amount in total.items()}
    return {"free": free, "restricted": restricted, "total": total}


def cash_flow(money: dict[str, int], begin: dict[int, int], end: dict[int, int]) -> Cells:
    """What was bought for cash follows from what changed; the rest was paid for goods and services."""
    grown, bought = end[1] - begin[1], end[31] - begin[31]
    sold, paid = max(-bought, 0), max(bought, 0)
    investing = sold - paid
    received = {"1": money["donation_income"], "2": money["membership_income"], "3": money["service_income"]}
    out = sum(received.values()) + money["other_income"] - (grown - investing)
    received["8"] = money["other_income"] + max(-out, 0)
    out = max(out, 0)
    wages, other = out * 35 // 100, out // 10
    flow = sum(received.values())
    return {
        **received, "13": flow, "15": wages, "16": out - wages - other, "19": other, "23": out, "24": flow - out,
        "27": sold, "34": sold, "35": paid, "43": paid, "44": investing, "50": 0, "58": 0, "59": 0, "61": grown,
    }  # fmt: skip


def cells(money: dict[str, int], last: dict[str, int] | None, shares: Shares) -> dict[str, str]:
    """Every cell that is not empty; totals are always written. `last` is the year before, where there was one."""
    begin, end = balance(money["net_assets_begin"], shares), balance(money["net_assets_end"], shares)
    found = {
        f"bs_{row}_{column}": amount
        for column, rows in (("begin", begin), ("end", end))
        for row, amount in rows.items()
    }
    columns = activities(money, end[105] - begin[105])
    if last is not None:
        before = balance(last["net_assets_begin"], shares)
        columns |= {f"last_{key}": rows for key, rows in activities(last, begin[105] - before[105]).items()}
    found |= {f"ba_{row}_{column}": amount for column, rows in columns.items() for row, amount in rows.items()}
    found |= {f"cf_{row}_amount": amount for row, amount in cash_flow(money, begin, end).items()}
    return {key: f"{amount}.00" for key, amount in found.items() if amount or key.startswith(("bs_60_", "ba_11_"))}
