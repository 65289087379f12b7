"""The stories of the demo newsroom, in the order in which they happened."""

from incidents.operations.demo import (
    april_2016,
    autumn_2020,
    karabakh_2017,
    ophelia_2017,
    september_2022,
)

STORIES = (
    april_2016.STORY,
    karabakh_2017.STORY,
    ophelia_2017.STORY,
    autumn_2020.STORY,
    september_2022.STORY,
)
