"""English words that a mere spelling change must not touch, and some that it may."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundreds thousand thousands million millions billion billions "
    "trillion trillions dozen dozens score half halves third thirds quarter quarters once "
    "twice thrice both double triple single first second fourth fifth sixth seventh eighth "
    "ninth tenth eleventh twelfth twentieth thirtieth hundredth thousandth"
)

NEGATIONS = _words(
    "not no never without nor none neither nobody nothing nowhere cannot deny denies denied "
    "denying denial denials aint arent cant couldnt darent didnt doesnt dont hadnt hasnt "
    "havent isnt mightnt mustnt neednt oughtnt shant shouldnt wasnt werent wont wouldnt"
)
"""Apostrophes are left out, so that a missing one is no change."""

NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "non", "non-", "dis", "mis")

CALENDAR = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december"
)

COMMON = _words(
    "a about according after again against all also although always among an and another any "
    "are armed around as at attacks authorities back because been before being below between "
    "border but by can children citizens city clashes could country crowds day days did do "
    "does during each earlier eight either emergency even every evidence families few "
    "fighting fire five for foreign former four from further government governor had has have "
    "he her here hers him his hospital how however if in including injured inside into "
    "investigators is it its journalists just last later least less like local man many may "
    "meanwhile medical members men military minister ministers ministry more most much must "
    "my near negotiations neither new news next nine no nobody none nor not nothing now of "
    "off officials often on one only opposition or other our out over parliament people "
    "perhaps police political power president prime prisoners protesters public reporters "
    "reports rescue rescuers residents road roads said same schools security seven several "
    "shall she shells should since six so soldiers some soon still such talks ten than that "
    "the their them then there these they this those though three through thus time to today "
    "together traffic troops two under united until up us very was water we weather were what "
    "when where whether which while who whose why will with within without witnesses woman "
    "women workers would year years yesterday yet you your"
)
"""Words that often begin a sentence of news, where a capital letter does not make a name."""

ADMISSION = re.compile(
    r"(?<!\bpilot )(?<!\bhuman )(?<!\bdriver )(?<!\btrial and )(?<!\bmargin of )(?<!\bno )"
    r"\b(?:errors?|mistakes?)\b"
    r"|\b(?:wrong|wrongly|erroneous|erroneously|mistaken|mistakenly|incorrect|incorrectly"
    r"|inaccurate|inaccurately|inaccuracy|inaccuracies|untrue|falsely"
    r"|correct|corrects|corrected|correcting|correction|correctly|rectif(?:y|ies|ied)"
    r"|mis-?(?:stated|states|identified|identifies|identification|spelled|spelt|spelling|quoted"
    r"|quotes|reported|attributed|represented|named|labelled|labeled|dated|counted|calculated"
    r"|translated|translation|read|printed|understood|placed|titled|statement))\b"
    r"|\b(?:we|the (?:newsroom|desk|editors?))\b(?: \w+)? (?:regrets?|apologi[sz]es?)\b"
    r"|\bregrets? the\b|\bapolog(?:y|ies) (?:to|for)\b|\bour apolog"
    r"|\b(?:should have|ought to have) (?:said|read|been|stated|named|given)\b"
    r"|\bshould (?:read|be)\b|\bnot \S+(?: \S+){0,4},? as (?:we |previously |first |earlier )"
    r"|\b(?:earlier|previous|first|original) (?:version|report|figure|update|story)s?\b"
    r"[^.]*\b(?:said|stated|gave|named|had|called|put|omitted|reported|suggested)\b"
    r"|\bwas not (?:true|so|the case)\b"
    r"|\bfix(?:es|ed) (?:a|an|the) (?:figure|number|name|date|age|place|fact)s?\b"
    r"|\b(?:retracts?|retracted|retracting|retraction)\b",
    re.IGNORECASE,
)
"""What a note says that admits an error."""
