"""What readers wrote, as editors meet it."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.readers import bans, commenting, comments
from incidents.actions.readers.comments import Words
from incidents.models import Comment, CommentBan, CommentMode, Editor, House, Incident
from tests import factories

pytestmark = pytest.mark.django_db

QUEUE = "/desk/comments/"


@pytest.fixture
def story() -> Incident:
    commenting.set_comment_mode("moderated", by=None)
    return factories.story()


def sent(story: Incident, text: str = "I was there.") -> Comment:
    words = Words("Ani", "ani@example.org", text)
    return comments.send(story, words, senders=(text, "-"), network="range")


def states() -> dict[str, str]:
    return dict(Comment.objects.values_list("text", "state"))


def test_comments_wait_in_their_order_with_their_addresses(desk: Client, story: Incident) -> None:
    sent(story, "The first")
    comments.decide([sent(story, "The second").pk], "spam", by=None)
    sent(factories.story("Another"), "The third")

    waiting = desk.get(QUEUE).text
    of_one = desk.get(f"{QUEUE}?story={story.pk}").text
    spam = desk.get(f"{QUEUE}?state=spam").text

    assert waiting.index("The first") < waiting.index("The third")
    assert "ani@example.org" in waiting
    assert "The second" not in waiting
    assert "The third" not in of_one
    assert "The second" in spam


def test_one_button_decides_about_one_comment(desk: Client, anna: Editor, story: Incident) -> None:
    first, second = sent(story, "The first"), sent(story, "The second")

    desk.post(QUEUE, {"act": f"approved {first.pk}", "chosen": [str(second.pk)]})

    assert states() == {"The first": "approved", "The second": "waiting"}
    assert Comment.objects.get(pk=first.pk).decided_by == anna


def test_many_are_decided_at_once_and_the_list_stays(desk: Client, story: Incident) -> None:
    chosen = [str(sent(story, f"Comment {number}").pk) for number in range(3)]

    answer = desk.post(
        f"{QUEUE}?story={story.pk}", {"act": "rejected", "chosen": chosen[:2]}, follow=True
    )

    assert answer.redirect_chain[-1][0] == f"{QUEUE}?story={story.pk}"
    assert "2 comments are rejected" in answer.text
    assert sorted(states().values()) == ["rejected", "rejected", "waiting"]


@pytest.mark.parametrize(
    "given",
    [
        {"act": "approved"},
        {"act": "waiting", "chosen": "1"},
        {"act": "approved nonsense"},
        {"act": "approved 99999999999999999999"},
        {"act": f"approved {'9' * 5000}"},
        {"chosen": "1"},
    ],
)
def test_what_means_nothing_changes_nothing(
    desk: Client, story: Incident, given: dict[str, str]
) -> None:
    sent(story)

    answer = desk.post(QUEUE, given, follow=True)

    assert "Tick the comments first" in answer.text or "0 comments" in answer.text
    assert states() == {"I was there.": "waiting"}


def test_what_an_editor_deletes_is_gone(desk: Client, story: Incident) -> None:
    comment = sent(story)
    comments.decide([comment.pk], "approved", by=None)

    desk.post(f"{QUEUE}?state=approved", {"act": f"deleted {comment.pk}"})

    assert states() == {"": "deleted"}


def test_who_only_reads_sees_the_queue_and_no_buttons(client: Client, story: Incident) -> None:
    comment = sent(story)
    client.force_login(factories.editor("auditor", role=Editor.Role.AUDITOR))

    seen = client.get(QUEUE)
    done = client.post(QUEUE, {"act": f"approved {comment.pk}"})

    assert "I was there." in seen.text
    assert 'name="act"' not in seen.text
    assert done.status_code == 403
    assert states() == {"I was there.": "waiting"}


def test_a_ban_is_made_listed_and_lifted(desk: Client, story: Incident) -> None:
    comment = sent(story)
    form = reverse("desk:comment-ban", args=[comment.pk])

    asked = desk.get(form)
    desk.post(form, {"kind": "email", "days": "30", "reason": "Insults"})
    listed = desk.get("/desk/comments/bans/")
    held = CommentBan.objects.get()
    desk.post("/desk/comments/bans/", {"lift": str(held.pk)})

    assert "The e-mail address ani@example.org" in asked.text
    assert "Insults" in listed.text
    assert "ani@example.org" not in listed.text
    assert not CommentBan.objects.exists()


def test_a_range_is_not_banned_for_a_year(desk: Client, story: Incident) -> None:
    form = reverse("desk:comment-ban", args=[sent(story).pk])

    answer = desk.post(form, {"kind": "network", "days": "365"})

    assert "30 days at most" in answer.text
    assert not CommentBan.objects.exists()


def test_of_an_erased_comment_there_is_nothing_to_ban(desk: Client, story: Incident) -> None:
    comment = sent(story)
    comments.withdraw(comment)

    answer = desk.get(reverse("desk:comment-ban", args=[comment.pk]))

    assert "nothing to ban" in answer.text


@pytest.mark.parametrize("number", ["", "x", "9" * 30])
def test_no_ban_no_lifting(desk: Client, story: Incident, number: str) -> None:
    bans.ban(sent(story), kind="email", days=7, by=None)

    answer = desk.post("/desk/comments/bans/", {"lift": number})

    assert answer.status_code == 302
    assert CommentBan.objects.count() == 1


def test_a_chief_sets_the_rule_and_an_editor_that_of_a_story(
    desk: Client, client: Client, anna: Editor, story: Incident
) -> None:
    own = reverse("desk:story-comments", args=[story.pk])

    desk.post(own, {"mode": "open"})
    refused = desk.post("/desk/comments/rule/", {"mode": "open"})
    client.force_login(factories.editor("chief", role=Editor.Role.CHIEF))
    client.post("/desk/comments/rule/", {"mode": "off"})

    story.refresh_from_db()
    assert story.comment_mode == CommentMode.OPEN
    assert refused.status_code == 403
    assert House.current().comment_mode == CommentMode.OFF


def test_a_story_follows_the_newsroom_again(desk: Client, story: Incident) -> None:
    commenting.set_comment_mode_of(story, CommentMode.OPEN, by=None)
    own = reverse("desk:story-comments", args=[story.pk])

    asked = desk.get(own)
    desk.post(own, {"mode": ""})

    story.refresh_from_db()
    assert "As in the newsroom (moderated)" in asked.text
    assert story.comment_mode == ""


def test_the_first_page_of_the_desk_counts_what_waits(desk: Client, story: Incident) -> None:
    before = desk.get("/desk/").text
    sent(story)

    after = desk.get("/desk/").text

    assert "waiting</span>" not in before
    assert "<strong>1</strong> comment waiting" in after


def test_the_queue_takes_few_questions(
    desk: Client, story: Incident, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        sent(story, f"Comment {number}")

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        desk.get(QUEUE)
