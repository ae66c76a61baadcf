"""The discourse state: it offers fillers for what a clause leaves out."""

from aidfacts.discourse.filling import as_told_above, fill, looks_back
from aidfacts.discourse.house_of_thanks import to_house
from aidfacts.discourse.leaders import for_led_house, led_house, may_lead, with_people
from aidfacts.discourse.own_people import OWN_PEOPLE, are_of, for_own_house
from aidfacts.discourse.page import Page, read_page
from aidfacts.discourse.state import (
    State,
    enter,
    follow,
    gather,
    headed,
    may_point_back,
    points_back,
    remember,
    spends_collected,
    sums_up,
    with_cause,
)

__all__ = [
    "OWN_PEOPLE",
    "Page",
    "State",
    "are_of",
    "as_told_above",
    "enter",
    "fill",
    "follow",
    "for_led_house",
    "for_own_house",
    "gather",
    "headed",
    "led_house",
    "looks_back",
    "may_lead",
    "may_point_back",
    "points_back",
    "read_page",
    "remember",
    "spends_collected",
    "sums_up",
    "to_house",
    "with_cause",
    "with_people",
]
