"""Registration certificates in force for other systems."""

from core.api import lists
from registry.certificates.tables import CertificateList

api = lists.routes(CertificateList, "certificates.view", tag="certificates")
