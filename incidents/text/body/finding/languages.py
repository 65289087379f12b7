"""Which languages PostgreSQL knows the endings of words of."""

from collections import Counter
from collections.abc import Collection

PLAIN = "simple"
"""For all others: a word is found as it is written."""

STEMMERS = {
    "ar": "arabic",
    "hy": "armenian",
    "eu": "basque",
    "ca": "catalan",
    "da": "danish",
    "nl": "dutch",
    "en": "english",
    "fi": "finnish",
    "fr": "french",
    "de": "german",
    "el": "greek",
    "hi": "hindi",
    "hu": "hungarian",
    "id": "indonesian",
    "ga": "irish",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "no": "norwegian",
    "nb": "norwegian",
    "nn": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "es": "spanish",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""By the first part of a language tag; each is in every PostgreSQL from 15 on."""


def told_apart(stemmers: Collection[str]) -> bool:
    """Whether stories whose words lose their endings by these may be of several languages."""
    spoken = Counter(STEMMERS.values())
    return len(stemmers) > 1 or any(spoken[name] != 1 for name in stemmers)


def stemmer(language: str) -> str:
    """By what the endings of a language's words are taken off: "english" for "en-GB"."""
    return STEMMERS.get(language.partition("-")[0].lower(), PLAIN)
