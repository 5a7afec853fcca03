"""English sentences that no training hears: training reads random words, these make sense.

Their words are everyday ones; the order of the sentences and their number are fixed.
"""

import random

_WHO = (
    "my sister", "the old man", "our teacher", "the young doctor", "his brother", "the whole family", "a good friend",
    "the new neighbor", "your mother", "the captain", "the little boy", "the engineer", "everyone in town",
)  # fmt: skip
_DOES = (
    "found a letter", "bought some fresh bread", "wrote a long story", "painted the kitchen", "repaired the clock",
    "lost the keys", "told us about the journey", "read the newspaper", "sold the old house", "made dinner for twelve",
    "opened all the windows", "heard a strange noise", "planted three apple trees", "took a picture of the bridge",
)  # fmt: skip
_WHERE = (
    "near the river", "in the garden", "at the station", "behind the church", "on the second floor", "by the sea",
    "in a small village", "across the street", "at the market", "under the big tree",
)  # fmt: skip
_WHEN = (
    "yesterday morning", "last summer", "before breakfast", "after the meeting", "every friday evening",
    "two weeks ago", "when the rain stopped", "on the first day of spring", "at half past nine",
)  # fmt: skip
_QUESTIONS = (
    "can you tell me when the next train leaves?", "what time does the library close today?",
    "would you like another cup of tea?", "how far is it from here to the airport?",
    "do you remember the name of that street?", "why did nobody answer the telephone?",
)  # fmt: skip
_STATEMENTS = (
    "the weather will be warm and dry tomorrow.", "please leave your coat and your hat at the door.",
    "this machine can read any text aloud.", "there was not enough time to finish the work.",
    "the price of milk has gone up again this year.", "nobody knows how the fire started.",
    "the ship arrived in the harbor before sunrise.", "thank you very much for your kind help.",
)  # fmt: skip


def sentences(count: int) -> list[str]:
    """So many different ones, at most 200."""
    if not 0 < count <= 200:
        raise ValueError(f"{count} sentences, expected 1 to 200")
    chance = random.Random(7)
    found = dict.fromkeys([*_QUESTIONS, *_STATEMENTS])
    while len(found) < 200:
        parts = [chance.choice(_WHO), chance.choice(_DOES)]
        extras = chance.choice(((_WHERE,), (_WHEN,), (_WHERE, _WHEN)))
        found[" ".join([*parts, *(chance.choice(extra) for extra in extras)]) + "."] = None
    mixed = list(found)
    chance.shuffle(mixed)
    return mixed[:count]
