"""开具证明: what may stand on a certificate, how long it holds, how many a day. Who draws is said in roles.py."""

# Readers of what is recorded `(organization, day) -> list of Offer and Missing`, in the order of the paper.
STATUS_CERTIFICATE_LINES: list[str] = [
    "registry.status_certificates.lines.registration",
    "registry.status_certificates.lines.standing",
    "registry.status_certificates.lines.charity",
    "registry.status_certificates.lines.annual_reports",
]
STATUS_CERTIFICATE_DAYS = 30  # after the day of issue, both included
STATUS_CERTIFICATE_REPORT_YEARS = 5  # how many report years back may be certified
STATUS_CERTIFICATES_A_DAY = 20  # by one organization itself; the counter is not counted
