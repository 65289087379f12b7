"""How the properties of texts are tried in every run: some examples, and no time limit on each."""

from hypothesis import Phase, settings

QUICK = settings(deadline=None, max_examples=60, phases=[Phase.explicit, Phase.generate])
