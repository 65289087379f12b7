"""The addresses of the desk."""

from django.urls import path

from incidents.desk.house.audit import views as audit
from incidents.desk.house.campaigns import urls as campaigns
from incidents.desk.house.finding import acting, views as finding
from incidents.desk.house.front import views as front
from incidents.desk.house.pages import views as pages
from incidents.desk.house.topics import views as topics
from incidents.desk.material import identity, sources
from incidents.desk.material.media import urls as media
from incidents.desk.people import managing, sessions, signing_in
from incidents.desk.standards.comments import urls as comments
from incidents.desk.standards.letters import queue
from incidents.desk.standards.redaction import views as redaction
from incidents.desk.views import (
    accounts,
    acts,
    home,
    lists,
    rules,
    state,
    story,
    updates,
    versions,
)
from incidents.desk.views.outstanding import views as outstanding
from incidents.desk.views.together import finding as stories_found, hints, notes, translation
from incidents.desk.views.writing import box, drafts, looking_up

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("profile/", accounts.profile, name="profile"),
    path("password/", accounts.change_password, name="password"),
    path("sessions/", sessions.end_own, name="sessions"),
    path("people/", managing.listed, name="people"),
    path("people/invite/", managing.invite, name="invite"),
    path("people/<int:person>/", managing.one, name="person"),
    path("people/<int:person>/act/", managing.act, name="person-act"),
    path("new/", home.new, name="new"),
    path("reports/", queue.queue, name="reports"),
    path("reports/<int:report>/", queue.one, name="report"),
    *comments.at_desk,
    *campaigns.at_desk,
    path("redact/", redaction.redact, name="redact"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export.csv", audit.export, {"suffix": "csv"}, name="audit-export"),
    path("audit/export.jsonl", audit.export, {"suffix": "jsonl"}, name="audit-export-lines"),
    path("find/", finding.find, name="find"),
    path("find/export/", finding.export, name="find-export"),
    path("find/act/", acting.act, name="find-act"),
    path("front/", front.front, name="front"),
    path("front/<int:number>/", front.arrangement, name="arrangement"),
    path("pages/", pages.listed, name="site-pages"),
    path("pages/new/", pages.new, name="new-site-page"),
    path("pages/<slug:page_slug>/", pages.one, name="site-page"),
    path("notice/", home.notice, name="notice"),
    path("rules/", rules.of_house, name="rules"),
    path("interval/", rules.live_interval, name="live-interval"),
    path("<int:pk>/rules/", rules.of_story, name="story-rules"),
    path("<int:pk>/", story.story, name="story"),
    path("<int:pk>/text/", box.text, name="text"),
    path("<int:pk>/preview/", story.show, name="preview"),
    path("<int:pk>/updates/", box.post, name="post"),
    path("<int:pk>/state/", state.state, name="state"),
    path("<int:pk>/stop/", state.stop_everything, name="stop-everything"),
    path("<int:pk>/drafts/<uuid:key>/", box.one, name="draft"),
    path("<int:pk>/drafts/<uuid:key>/keep/", box.keep, name="keep-draft"),
    *(
        path(f"<int:pk>/drafts/<uuid:key>/{name}/", drafts.act(name), name=f"{name}-draft")
        for name in drafts.ACTS
    ),
    path("<int:pk>/updates/<int:update>/", box.update, name="update"),
    path("<int:pk>/updates/<int:update>/retract/", updates.retract, name="retract-update"),
    path("<int:pk>/updates/<int:update>/restore/", updates.restore, name="restore-update"),
    path("mentions/seen/", notes.mentions_seen, name="mentions-seen"),
    path("colleagues/", notes.colleagues, name="colleagues"),
    path("topics/", topics.every, name="all-topics"),
    path("topics/find/", topics.find, name="find-topics"),
    path("topics/<int:topic>/", topics.one, name="topic"),
    path("topics/<int:topic>/merge/", topics.merge, name="merge-topic"),
    path("<int:pk>/related/find/", stories_found.find_stories, name="find-stories"),
    path("<int:pk>/hints/", hints.hints, name="hints"),
    path("<int:pk>/notes/", notes.notes, name="notes"),
    path("<int:pk>/notes/<int:note>/", notes.note, name="note"),
    path("<int:pk>/sources/", lists.sources, name="sources"),
    path("<int:pk>/sources/look-up/", looking_up.in_place, name="look-up"),
    path("<int:pk>/sources/<int:source>/", sources.one, name="source"),
    path("<int:pk>/sources/<int:source>/identity/", identity.identity, name="source-identity"),
    *(
        path(f"<int:pk>/sources/<int:source>/kept/<int:kept>/{verb}/", act, name=f"{verb}-text")
        for verb, act in (("release", sources.release), ("withdraw", sources.withdraw))
    ),
    *media.urlpatterns,
    path("<int:pk>/summary/", outstanding.summary, name="summary"),
    path("<int:pk>/updates/<int:update>/mark/", outstanding.mark, name="mark-update"),
    path("<int:pk>/related/", lists.related, name="related"),
    path("<int:pk>/topics/", lists.topics, name="topics"),
    path("<int:pk>/translation/", translation.original, name="translation"),
    path("<int:pk>/changes/", versions.changes, name="changes"),
    path("<int:pk>/changes/<int:number>/undo/", versions.undo, name="undo"),
    path("<int:pk>/changes/<int:number>/restore/", versions.restore, name="restore-version"),
    path("<int:pk>/publish/", acts.publish, name="publish"),
    path("<int:pk>/end/", acts.end, name="end"),
    path("<int:pk>/reopen/", acts.reopen, name="reopen"),
    path("<int:pk>/retract/", acts.retract, name="retract"),
    path("<int:pk>/restore/", acts.restore, name="restore"),
    path("<int:pk>/discard/", acts.discard, name="discard"),
]
