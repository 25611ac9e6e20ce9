"""包联责任: what a leader in charge has to look at: her county, offices and organizations (leader_charges of
party_building keeps the list), with their open alerts, overdue tasks, last contact and open needs. Reads and links,
keeps nothing.
"""
