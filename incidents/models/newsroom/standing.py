"""What the pages about the newsroom say until somebody writes them anew."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop


@dataclass(frozen=True, slots=True)
class StandingText:
    """The first wording of a page: its address, title, body as HTML, and its place.

    In the body "{site}" stands for the address of the site.
    """

    slug: str
    title: str
    body: str
    order: int

    @property
    def name(self) -> str:
        """The title in the language of the pages."""
        return gettext(self.title)

    def told(self, site: str) -> str:
        """The body, with the address of the site in its links."""
        return self.body.replace("{site}", site.rstrip("/")).strip()


ABOUT = """
<p>This newsroom reports what happens while it happens. A running story has one page. What is
new stands on it as a numbered update, with the time at which we published it, and the newest
update stands first.</p>
<h2>How to read a story</h2>
<p>Each report names the sources that it rests on. Where we saw or heard something ourselves, we
say so. Where others say it, we say who, and how they know. A story that is live may change at
any moment: the line under its headline tells whether it does.</p>
<h2>Nothing changes silently</h2>
<p>Every version of every story is kept. Its list of changes shows what was altered, when, by
whom and why, and anybody can prove that no version was changed afterwards. The whole record of
the site stands at <a href="{site}/changes/">Changes</a>.</p>
<h2>Write to us</h2>
<p>Under every report there is a link to tell us of an error. You need no account. We answer at
an address that only you know.</p>
"""

ETHICS = """
<p>These are the rules that we hold ourselves to. When one of them changes, the earlier wording
stays public.</p>
<h2>What we publish</h2>
<ul>
<li>We publish what we have reason to believe is true, and we say how sure we are.</li>
<li>We put no words into anybody's mouth. What stands in quotation marks was said or written
so.</li>
<li>Where parties to a conflict tell different stories, we say what each of them says and what
others could check.</li>
<li>We show no picture whose origin we do not know without saying so.</li>
</ul>
<h2>Sources</h2>
<ul>
<li>We name our sources wherever we can. We grant anonymity to people who would be in danger,
not to people who only want to go unquestioned.</li>
<li>Who an anonymous source is, is known in the newsroom to the people who need it, and to
nobody else.</li>
<li>We do not pay for what we are told, and we do not let those we write about read it
beforehand.</li>
</ul>
<h2>Harm</h2>
<ul>
<li>We do not name victims before their families know, and children only with good reason.</li>
<li>We warn before pictures and words that may be hard to bear.</li>
<li>We take something out of the record only where the law forbids us to keep it. Then we say
that we did, and on what ground.</li>
</ul>
<h2>Independence</h2>
<p>Nobody who gives us money decides what we report. Who works here reports on nothing in which
they have a stake of their own.</p>
"""

CORRECTIONS = """
<p>We make mistakes. What we owe you then is to put them right soon, and to say so where you
read them.</p>
<h2>What we do</h2>
<ul>
<li>A <strong>correction</strong> puts right what was wrong. The text is marked, and a note says
what it said before, what is right, how long the error stood and who noticed it.</li>
<li>A <strong>clarification</strong> makes clear what was right but could be misread.</li>
<li>A <strong>retraction</strong> takes back an update or a whole story that should not have
been published. Its place, its number and the reason stay.</li>
<li>Spelling that changes no meaning is put right without a mark. It stands in the list of
changes like everything else.</li>
</ul>
<h2>What we do not do</h2>
<p>We never correct a fact in silence. We do not delete a story because somebody would rather it
were not there; we do look again at what became of people we wrote about, and add to the
story.</p>
<h2>Where you find them</h2>
<p>All corrections stand at <a href="{site}/corrections/">Corrections</a>, and our record of
them, in figures, at <a href="{site}/accountability/">Accountability</a>. If you found an error,
please use the link below the report.</p>
"""

FIRST: tuple[StandingText, ...] = (
    StandingText("about", gettext_noop("About us"), ABOUT, 1),
    StandingText("ethics", gettext_noop("Ethics"), ETHICS, 2),
    StandingText("corrections-policy", gettext_noop("Corrections policy"), CORRECTIONS, 3),
)
"""The pages that every newsroom begins with."""

RESERVED = frozenset({"changes", "index", "new"})
"""Names that the pages about these pages have taken."""
