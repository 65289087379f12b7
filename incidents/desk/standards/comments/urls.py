"""The addresses for readers who comment, and those of the desk, where editors decide about it."""

from django.urls import path

from incidents.desk.standards.comments import modes, public, queue

app_name = "comments"

urlpatterns = [
    path("", public.write, name="write"),
    path("<uuid:key>/", public.status, name="status"),
    path("<uuid:key>/sent/", public.sent, name="sent"),
]

at_desk = [
    path("comments/", queue.queue, name="comments"),
    path("comments/rule/", modes.of_house, name="comment-rule"),
    path("comments/bans/", queue.held, name="comment-bans"),
    path("comments/<int:comment>/ban/", queue.ban, name="comment-ban"),
    path("<int:pk>/comments/", modes.of_story, name="story-comments"),
]
