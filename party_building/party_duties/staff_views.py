from core.access import guards
from party_building.party_duties.tables import PartyDutyList


@guards.staff("party_duties.view")
def index(request):
    return PartyDutyList().respond(request)
