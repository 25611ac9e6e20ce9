"""Certificates of status for other systems."""

from core.api import lists
from registry.status_certificates.tables import CertificateList

api = lists.routes(CertificateList, "status_certificates.view", tag="status-certificates")
