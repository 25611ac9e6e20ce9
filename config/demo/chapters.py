"""What a capability adds to the story: one line here, one module beside this one.

A chapter is `live(world, window) -> int`: it does what happens to it on the days of the window, each act under a clock
that stands on its day (`moment.at`), through the verbs or in bulk, and says how many acts there were. It draws from
seeds of its own (`random.Random(f"…:{body.plan.uscc}")`), so that the same city comes out however it is lived.
"""

from collections.abc import Callable

from config.demo import (
    branch_offices,
    campaigns,
    community,
    coverage_gaps,
    credit,
    follow_ups,
    instructors,
    keeping_touch,
    ledgers,
    letters,
    lists,
    member_lists,
    officers,
    outside,
    papers,
    party_counts,
    party_life,
    party_members,
    party_schemes,
    party_syncs,
    party_tree,
    pushes,
    reelections,
    report_requests,
    reviews,
    risk_reports,
    rule_book,
    sites,
    status_certificates,
    surveys,
    tasks,
    year_ends,
)
from config.demo.world import Window, World

CHAPTERS: list[tuple[str, Callable[[World, Window], int]]] = [
    ("reviews", reviews.live),
    ("pushes", pushes.live),
    ("papers", papers.live),
    ("posts", officers.sit),
    ("re-elections", reelections.live),
    ("branch offices", branch_offices.live),
    ("memberships", member_lists.live),
    ("community groups", community.live),
    ("ledgers", ledgers.live),
    ("party tree", party_tree.live),
    ("ends of report years", year_ends.live),
    ("follow-ups", follow_ups.live),
    ("requests about reports", report_requests.live),
    ("certificates of status", status_certificates.live),
    ("stations, centres, brands, agreements", sites.live),
    ("party members", party_members.live),
    ("stars, model sites and funds", party_schemes.live),
    ("lists brought", lists.live),
    ("party instructors", instructors.live),
    ("party school, charges, statements", party_syncs.live),
    ("organization life", party_life.live),
    ("party counts and duties", party_counts.live),
    ("gap ledger", coverage_gaps.live),
    ("campaigns", campaigns.live),
    ("surveys", surveys.live),
    ("letters, rectifications, talks", letters.live),
    ("rule book and alerts", rule_book.live),
    ("risk reports and leads", risk_reports.live),
    ("credit supervision", credit.live),
    ("tags, views, corrections", outside.live),
    ("tasks and visits", tasks.live),
    ("keeping in touch", keeping_touch.live),
]
