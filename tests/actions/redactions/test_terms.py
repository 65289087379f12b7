"""Words are found in whatever form they were written, and nothing else is taken for them."""

from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given, strategies as st
from hypothesis.strategies import DataObject

from incidents.actions.redactions.reading import fold
from incidents.actions.redactions.terms import REMOVED, SHORTEST, Terms
from incidents.actions.refusals import NothingWritten, WrongValue
from incidents.text.addresses.slugs import slug
from tests.text.lineage.quick import QUICK

NAME = "Zoë Ørnulfsdottir O\u2019Hara"


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Ørnulfsdottir O\u2019Hara",
        "ZOË ØRNULFSDOTTIR O'HARA",
        "Zoe\u0308  Ørnulfsdottir\u00a0O\u00b4Hara",
        "Zo&euml; &Oslash;rnulfsdottir O&#x27;Hara",
        "Zo\\u00eb \\u00d8rnulfsdottir O\\u2019Hara",
        "<p>Zoë <em>Ørnulfs</em>dottir O\u2019<strong>Hara</strong></p>",
        "Zoë Ørnulfs\u00addottir O\u200bHara",
        "Zoë<br>Ørnulfsdottir O\u2019Hara",
        "#ZoeOrnulfsdottirOHara",
        "2017/02/25/zoe-ornulfsdottir-o-hara-is-held",
        f"https://example.org/{quote(NAME)}.html",
        '<p><a href="https://example.org/zoe_ornulfsdottir_o-hara">here</a></p>',
        "\U0001d419oë Ørnulfsdottir O\u2019Hara",
        "Zoë Ørnulfsdottir O\u2019Hara\u2019s brother",
        f"Zoë{chr(0xA0) * 40}Ørnulfsdottir{chr(0x2003) * 9}-{chr(0x2800) * 9}O\u2019Hara",
        "Z\u200boë\u2060\u200d Ør\u3164nul\ufefffsdottir O\u2019Ha\u034fra",
        "Zo%25C3%25AB%2520%C3%98rnulfsdottir%252520O%2527Hara",
        "Zo%u00eb %u00d8rnulfsdottir O%u2019Hara",
        "Zo&amp;euml;&amp;amp;nbsp;&amp;Oslash;rnulfsdottir&#38;nbsp;O&amp;#x27;Hara",
        "Zo\\u0026euml; \\u00d8rnulfsdottir O%26#39;Hara",
        "Zoë &lt;em&gt;Ørnulfs&lt;/em&gt;dottir O&amp;lt;b&amp;gt;'Hara",
        "<ul><li>Zoë</li><li>Ørnulfsdottir O\u2019Hara</li></ul>",
        "<ul><li>Zoë<ul><li>Ørnulfsdottir</li></ul></li><li>O\u2019Hara</li></ul>",
        "Zoë <u>Ørnulfs</u><!-- x -->dottir<br/>O\u2019<code>Hara</code>",
        "Z o ë  Ø r n u l f s d o t t i r  O H a r a",
        f"https://example.org/{quote(quote(quote(NAME, safe=''), safe=''), safe='')}",
    ],
)
def test_a_name_is_found_in_every_form(text: str) -> None:
    terms = Terms([NAME])

    masked = terms.masked(text)

    assert terms.stand_in(text)
    assert not terms.stand_in(masked)
    assert REMOVED in masked


@pytest.mark.parametrize(
    "text",
    [
        "Zoë and then, much later, Ørnulfsdottir O\u2019Hara",
        "<p>… by Zoë</p>\n<p>Ørnulfsdottir O\u2019Hara",
        "Zoë Ornul fsdottir",
        "<ul><li>Zoë</li></ul>\n<p>Ørnulfsdottir O\u2019Hara</p>",
        "Zoë. Much later, and elsewhere: Ørnulfsdottir",
        "a < b and c > d",
    ],
)
def test_what_is_not_the_name_stays(text: str) -> None:
    terms = Terms([NAME])

    assert not terms.stand_in(text)
    assert terms.masked(text) == text


SPACES = st.text("\u00a0\u202f\u2003\u2009 \u200b\u00ad", min_size=1, max_size=30).filter(
    lambda space: any(sign.isspace() for sign in space)
)
UNSEEN = st.text("\u00ad\u200b\u200c\u200d\u2060\ufeff\u3164", max_size=5)
GAPS = st.one_of(
    SPACES,
    st.sampled_from(["<br>", "</li><li>", "</li></ul><li>", "</em> <strong>", "-", "_", " - "]),
)


def percented(text: str) -> str:
    return quote(text, safe="<>/-_")


def escaped(text: str) -> str:
    return "".join(
        sign if sign.isalnum() or sign in "<>/-_" else f"&#{ord(sign)};" for sign in text
    )


def escaped_again(text: str) -> str:
    return text.replace("&", "&amp;").replace("%", "%25")


@QUICK
@given(
    st.lists(
        st.text(st.sampled_from("abzéøß王Жm7"), min_size=3, max_size=6), min_size=1, max_size=3
    ),
    st.data(),
)
def test_a_name_is_found_and_removed_however_it_is_hidden(
    words: list[str], data: DataObject
) -> None:
    terms = Terms([" ".join(words)])
    hidden = "".join(
        data.draw(GAPS) * bool(number) + word[:1] + data.draw(UNSEEN) + word[1:]
        for number, word in enumerate(words)
    )
    for _ in range(data.draw(st.integers(0, 2))):
        hidden = data.draw(st.sampled_from([percented, escaped, escaped_again]))(hidden)
    text = f"<p>Here: {hidden}. There.</p>"

    masked = terms.masked(text)

    assert terms.stand_in(text)
    assert not terms.stand_in(masked)
    assert masked.startswith("<p>Here")
    assert masked.endswith("There.</p>")


def test_only_the_name_goes() -> None:
    terms = Terms(["Jane Doe"])

    assert terms.masked("Police held Jáne  Doe, 34, today.") == f"Police held {REMOVED}, 34, today."
    assert terms.masked("5 < 6; Jane Doe > all") == f"5 < 6; {REMOVED} > all"


def test_tags_within_a_name_stay_in_pairs() -> None:
    terms = Terms(["Jane Doe"])

    masked = terms.masked("<p><em>Jane</em> Doe</p>")

    assert masked == f"<p><em>{REMOVED}</em></p>"


def test_an_accent_after_the_last_letter_goes_with_it() -> None:
    assert Terms(["Jane Doe"]).masked("Jane Doe\u0301!") == f"{REMOVED}!"


def test_a_term_stands_also_within_longer_words_unless_whole_words_are_meant() -> None:
    assert Terms(["Müller"]).stand_in("die Müllers")
    assert not Terms(["Müller"], whole_words=True).stand_in("die Müllers")
    assert Terms(["Müller"], whole_words=True).stand_in("muller-verhaftet")


def test_the_longer_of_two_terms_goes_first() -> None:
    assert Terms(["Jane", "Jane Doe"]).masked("Jane Doe and Jane") == f"{REMOVED} and {REMOVED}"


def test_a_number_is_found_however_it_is_grouped() -> None:
    assert Terms(["+32 470 12 34 56"]).masked("Call +32470/12.34.56.") == f"Call +{REMOVED}."


@pytest.mark.parametrize("word", ["王小明", "Иван Петров", "محمد علي"])
def test_other_scripts_are_found_too(word: str) -> None:
    terms = Terms([word])

    assert terms.stand_in(f"… {word}…")
    assert terms.stand_in(quote(word))
    assert terms.stand_in(slug(word))
    assert terms.stand_in(escape(word).encode("ascii", "xmlcharrefreplace").decode())


@pytest.mark.parametrize("word", ["ab", "a-b", " é. ", "…!?…"])
def test_a_term_that_would_hit_everything_is_refused(word: str) -> None:
    with pytest.raises(WrongValue, match=f"at least {SHORTEST}"):
        Terms([word])


def test_no_term_at_all_is_refused() -> None:
    with pytest.raises(NothingWritten):
        Terms(["", "  "])


@pytest.mark.parametrize("word", ["removed", "Name removed", "text"])
def test_a_term_that_stands_in_the_mask_is_refused(word: str) -> None:
    with pytest.raises(WrongValue, match="takes its place"):
        Terms([word])


def test_folding_each_sign_is_folding_the_whole() -> None:
    text = "Zoë ẞtraße ΣΊΣΥΦΟΣ ǅ ﬁ Ⅷ 한국 İ Đặng"

    assert fold(text) == "".join(map(fold, text))
