"""党员情况: how many party members work in an organization, as surveyed or reported, with the day it holds from."""
