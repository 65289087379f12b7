"""Checks the public archive of a newsroom, without the newsroom and without trusting it.

    python verify_newsroom.py archive.jsonl [--head checkpoint.txt] [--key 'name+id+base64']

It reads the archive once and computes every hash again: of each text, of the HTML that readers
saw, of each version with all versions before it, and the root over the whole history that the
signed heads name. It needs Python 3.11 or newer and the package `cryptography`, nothing else.

Exit code 0: everything holds. 1: something does not, and the first bad line is named.
2: the check could not be made.
"""

# ruff: noqa: INP001 - a file that stands for itself

import argparse
import base64
import json
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SCHEMAS = (1, 2, 3)
FACTS = ("schema", "previous", "story", "number", "kind", "origin", "at", "recorded_at", "words",
         "sources", "author", "approver", "held", "redacted")  # fmt: skip
KINDS = ("first", "redaction", "retraction", "restoration", "correction", "update",
         "clarification", "addition", "headline", "claims", "media", "sources", "status",
         "presentation", "typo")  # fmt: skip
KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
PIECE = re.compile(r"[a-z_]+(-[0-9]+)?")
PERSON = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A commitment, or the key that versions named before there were commitments."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")


class Broken(Exception):  # noqa: N818 - says what is wrong with the archive
    """What does not hold."""


class Unusable(Exception):  # noqa: N818 - says what is wrong with what was given
    """Why the check cannot be made."""


def demand(holds: object, reason: str) -> None:
    """Go on only if something holds."""
    if not holds:
        raise Broken(reason)


@dataclass
class Story:
    """A story as far as its versions were followed."""

    path: str
    number: int = 0
    hash: str = ""
    at: str = ""
    slug: str = ""


@dataclass
class Gone:
    """A text that was taken out: its last line, what is shown for it, and where it stood."""

    line: int
    shown: tuple[str, str]
    places: set[tuple[int, str]] = field(default_factory=set)


@dataclass
class Tree:
    """The Merkle tree of RFC 9162 over the hashes of all versions, as the roots of its parts."""

    size: int = 0
    roots: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Take the next leaf."""
        subtree, rest = sha256(b"\x00" + leaf).digest(), self.size
        while rest & 1:
            subtree = sha256(b"\x01" + self.roots.pop() + subtree).digest()
            rest >>= 1
        self.roots.append(subtree)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.roots:
            return sha256().digest()
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = sha256(b"\x01" + left + root).digest()
        return root


@dataclass
class Head:
    """A signed head: that the first `size` versions of the site have this root."""

    size: int
    root: bytes
    signed_by: str


@dataclass
class Checker:
    """Everything known of an archive while its lines pass by."""

    trusted: str
    saved: str
    whole: bool = True
    position: int = 0
    heads: int = 0
    texts: int = 0
    bare: int = 0
    saved_head: Head | None = None
    saved_seen: bool = False
    tree: Tree = field(default_factory=Tree)
    stories: dict[str, Story] = field(default_factory=dict)
    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    waiting: dict[tuple[str, str], Gone] = field(default_factory=dict)
    announced: dict[tuple[str, str], tuple[int, tuple[str, str], str]] = field(default_factory=dict)
    claimed: int = 0

    def header(self, line: dict[str, Any]) -> None:
        """The first line: what this is, and whose."""
        known = line.get("format") == "newsroom-archive" and line.get("version") in (1, 2)
        demand(known, "this is no newsroom archive of version 1 or 2")
        self.whole, self.claimed = line["whole"], line["position"]
        demand(
            not self.trusted or self.trusted == line["key"],
            f"the archive names the key {line['key']}, which is not the one that was given",
        )
        self.trusted = self.trusted or line["key"]
        if self.saved:
            demand(self.whole, "a saved head covers all stories, and this archive holds only some")
            self.saved_head = opened(self.saved, self.trusted)
            self._compare_saved()

    def page(self, line: dict[str, Any]) -> None:
        """A wording of a page about the newsroom: it follows the one before it."""
        before, at = self.pages.get(line["slug"], (0, ""))
        demand(line["number"] == before + 1, f"wording {before + 1} of the page is missing")
        demand(_sortable(line["at"]) >= at, "it is older than the wording before it")
        self.pages[line["slug"]] = line["number"], _sortable(line["at"])

    def version(self, line: dict[str, Any], number: int) -> None:
        """A version: its place, its texts and its hash."""
        self._place(line)
        story = self.stories[line["story"]]
        pieces = [self._piece(piece, line, number) for piece in line["pieces"]]
        keys = [piece[0] for piece in pieces]
        demand(keys == sorted(set(keys)), "its pieces are not in order, or one stands there twice")
        facts = {name: line[name] for name in FACTS if name in line}
        extra = line.keys() - facts.keys() - {"type", "position", "pieces", "hash"}
        demand(not extra, f"it says {', '.join(sorted(extra))}, which no hash covers")
        found = sha256(written(facts | {"pieces": pieces}).encode()).hexdigest()
        demand(found == line["hash"], "its facts or its list of pieces were altered")
        self._redactions(line, number, story)
        story.number, story.hash, story.at = line["number"], found, line["at"]
        self.position = line["position"]
        self.tree.add(bytes.fromhex(found))
        self._compare_saved()

    def _place(self, line: dict[str, Any]) -> None:
        expected = self.position + 1
        right = line["position"] == expected if self.whole else line["position"] >= expected
        demand(right, f"position {line['position']} follows position {self.position}")
        story = self.stories.get(line["story"])
        if story is None:
            raise Broken("it belongs to a story that the archive does not name")
        demand(line["number"] == story.number + 1, f"version {story.number + 1} is missing")
        demand(line["previous"] == story.hash, "it does not name the hash of the version before")
        demand(all(MOMENT.fullmatch(line[name]) for name in ("at", "recorded_at")), "a bad time")
        demand(_sortable(line["at"]) >= _sortable(story.at), "its time runs backwards")
        demand(line["kind"] in KINDS and line["schema"] in SCHEMAS, "its kind or schema is unknown")
        people = [line[name] for name in ("author", "approver") if name in line]
        demand(all(map(PERSON.fullmatch, people)), "it names somebody in no form there is")
        self.bare += line["schema"] == 1

    def _piece(self, piece: dict[str, Any], line: dict[str, Any], number: int) -> list[str]:
        """One piece: its hashes as the version's hash covers them, once its texts fit them."""
        key, html, html_hash = piece["key"], piece["html"], piece.get("html_hash", "")
        demand(PIECE.fullmatch(key) is not None, f"“{key}” is no name of a piece")
        known = {"key", "hash", "html_hash", "salt", "canonical", "html"}
        demand(not piece.keys() - known, f"its piece “{key}” says what no hash covers")
        if piece["salt"] is None:
            shown = digest(piece["canonical"]), digest(html)
            gone = self.waiting.setdefault((line["story"], piece["hash"]), Gone(number, shown))
            demand(gone.shown == shown, f"“{key}” is shown in two ways")
            gone.line = number
            gone.places.add((line["number"], key))
        else:
            salt = bytes.fromhex(piece["salt"])
            inner = sha256(salt + piece["canonical"].encode()).hexdigest()
            demand(inner == piece["hash"], f"the text of its piece “{key}” was altered")
            outer = sha256(salt + html.encode()).hexdigest() if html else ""
            covered = line["schema"] > 1 or html_hash
            demand(not covered or outer == html_hash, f"the HTML of its piece “{key}” was altered")
            self.texts += 1
        if key == "slug":
            self.stories[line["story"]].slug = json.loads(piece["canonical"])["path"]
        return [key, piece["hash"], html_hash] if html_hash else [key, piece["hash"]]

    def _redactions(self, line: dict[str, Any], number: int, story: Story) -> None:
        """What this version takes out: of its own story alone, and each place announced."""
        if not line.get("redacted"):
            return
        said = [piece["canonical"] for piece in line["pieces"] if piece["key"] == "redaction"]
        demand(line["kind"] == "redaction" and bool(said), "it redacts without saying so")
        rows = json.loads(said[0])["removed"]
        removed = {(row["hash"], row["version"], row["piece"]) for row in rows}
        place = f"{story.path}, version {line['number']}"
        for content, _, shown, html in line["redacted"]:
            gone = self.waiting.get((line["story"], content), Gone(0, ("", "")))
            stood = {at for at in gone.places if at[0] < line["number"]}
            demand(stood, f"it redacts {content[:12]}, which is no earlier text of its story")
            announced = all((content, *at) in removed for at in stood)
            demand(announced, f"it redacts {content[:12]} and does not announce it")
            self.announced[line["story"], content] = (number, (shown, html), place)

    def head(self, line: dict[str, Any]) -> None:
        """A signed head, which stands after the last version that it covers."""
        head = opened(line["note"], self.trusted)
        demand(head.size == line["size"] == self.tree.size, "the head stands at another position")
        demand(head.root == self.tree.root(), "the versions before it are not those that it covers")
        self.heads += 1

    def _compare_saved(self) -> None:
        if self.saved_head is not None and self.saved_head.size == self.tree.size:
            demand(
                self.saved_head.root == self.tree.root(),
                f"the first {self.tree.size} versions are not those that the saved head covers",
            )
            self.saved_seen = True

    def end(self, line: dict[str, Any], found: str) -> None:
        """The last line, and what can only be known there."""
        demand(self.position == self.claimed or not self.whole, "the last versions are missing")
        if self.saved_head is not None and not self.saved_seen:
            raise Broken(
                f"the saved head covers {self.saved_head.size} versions, and the archive holds "
                f"{self.tree.size}: its end was cut off"
            )
        for text, gone in self.waiting.items():
            at, shown, _ = self.announced.get(text, (0, ("", ""), ""))
            lacking = f"line {gone.line} lacks a text that no version of its story redacts"
            demand(at >= gone.line, lacking)
            demand(shown == gone.shown, f"line {gone.line}: the tombstone was altered")
        for story in self.stories.values():
            demand(story.path == story.slug, f"the story {story.path} is at {story.slug}")
        demand(line["versions"] == self.tree.size, "versions were removed or added")
        demand(line["digest"] == found, "a line that no other hash covers was altered")


def written(value: object) -> str:
    """A value as the archive and the hashes write it: the canonical JSON of RFC 8785."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """What stands in the place of a redacted text is named by its plain SHA-256."""
    return sha256(text.encode()).hexdigest()


def _sortable(at: str) -> str:
    return f"{at[:-1]}.000000"[:26]


def opened(note: str, key: str) -> Head:
    """The head of a signed note (C2SP tlog-checkpoint), once its signature by the key holds."""
    name, public, key_id = read_key(key)
    text, _, signatures = note.rpartition("\n\n")
    lines = f"{text}\n".split("\n")
    demand(len(lines) >= 4 and lines[1].isdigit(), "this is no signed head")
    for signer, packed in SIGNATURE.findall(signatures):
        raw = b64decode(packed)
        if (signer, raw[:4]) != (name, key_id):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], f"{text}\n".encode())
        except InvalidSignature:
            raise Broken("the signature of the head is wrong") from None
        return Head(int(lines[1]), b64decode(lines[2]), name)
    raise Broken(f"the head is not signed by the key {name}+{key_id.hex()}")


def read_key(key: str) -> tuple[str, bytes, bytes]:
    """Name, public bytes and id of a verifier key."""
    found = KEY.fullmatch(key.strip())
    packed = b64decode(found[3]) if found else b""
    if found is None or len(packed) != 33 or packed[:1] != b"\x01":
        raise Unusable(f"“{key}” is no verifier key: name+id+base64")
    key_id = sha256(found[1].encode() + b"\n" + packed).digest()[:4]
    if key_id.hex() != found[2] or b64encode(packed).decode() != found[3]:
        raise Unusable(f"“{key}” does not fit its own id: a letter may have been lost")
    return found[1], packed[1:], key_id


def check(lines: Iterator[str], checker: Checker) -> None:
    """Check an archive line by line; raises Broken with the number of the first bad line."""
    running, last, number = sha256(), "", 0
    for number, text in enumerate(lines, start=1):
        try:
            line = json.loads(text)
            demand(f"{written(line)}\n" == text, "it is not written as archives write it")
            demand(last != "end", "something follows the end")
            take(checker, line, number, running.hexdigest())
            last = line["type"]
        except Broken as problem:
            raise Broken(f"line {number}: {problem}") from None
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as problem:
            raise Broken(f"line {number}: it cannot be read ({problem!r})") from None
        if number > 1:
            running.update(text.encode())
    demand(last == "end", f"line {number + 1}: the end of the archive is missing")


def take(checker: Checker, line: dict[str, Any], number: int, running: str) -> None:
    """Hand a line to what checks its kind."""
    kind = line["type"]
    demand((kind == "archive") == (number == 1), "the first line, and no other, says what this is")
    if kind == "archive":
        checker.header(line)
    elif kind == "story":
        demand(line["key"] not in checker.stories, "a story stands there twice")
        checker.stories[line["key"]] = Story(line["path"])
    elif kind == "page":
        checker.page(line)
    elif kind == "picture":
        found = sha256(base64.b64decode(line["data"], validate=True)).hexdigest()
        demand(found == line["sha256"], "the picture was altered")
    elif kind == "version":
        checker.version(line, number)
    elif kind == "head":
        checker.head(line)
    elif kind == "end":
        checker.end(line, running)
    else:
        demand(kind == "topic", f"a line of an unknown kind, “{kind}”")


def told(checker: Checker, *, own_key: bool) -> Iterator[str]:
    """What was checked, and what was not, in words."""
    versions, stories = checker.tree.size, len(checker.stories)
    yield f"Everything holds: {versions} versions of {stories} stories, {checker.texts} texts."
    if checker.whole:
        yield f"Every version from position 1 to {checker.position} is there."
    else:
        yield "The archive holds only some stories: nothing is said about what it leaves out."
    for text in checker.waiting:
        yield f"The text {text[1][:12]} was redacted, announced in {checker.announced[text][2]}."
    if checker.bare:
        yield f"{checker.bare} versions of schema 1: no hash covers the HTML that they showed."
    if checker.saved_head is not None:
        yield f"The saved head at position {checker.saved_head.size} holds."
    if checker.heads or checker.saved_head is not None:
        yield f"{checker.heads} signed heads of the archive hold, signed by {checker.trusted}."
        if not own_key:
            yield "That key is the one that the archive names itself: compare it, or give --key."
    if checker.whole and checker.saved_head is None:
        yield "Not checked: whether the end was cut off. A head saved earlier shows it (--head)."
    if checker.pages:
        wordings = sum(number for number, _ in checker.pages.values())
        yield f"{wordings} wordings of {len(checker.pages)} pages about the newsroom, none missing."
    yield "No hash covers those pages, what topics say of themselves, and former addresses."


def main(arguments: list[str]) -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check the public archive of a newsroom.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--head", type=Path, help="a signed head that you saved earlier")
    parser.add_argument("--key", default="", help="the newsroom's verifier key, as you know it")
    given = parser.parse_args(arguments)
    try:
        if given.key:
            read_key(given.key)
        saved = given.head.read_text("utf-8") if given.head else ""
        checker = Checker(given.key.strip(), saved)
        with given.archive.open(encoding="utf-8", newline="\n") as file:
            check(file, checker)
    except Broken as problem:
        sys.stderr.write(f"{given.archive}: {problem}\n")
        return 1
    except UnicodeDecodeError as problem:
        sys.stderr.write(f"{given.archive}: it is no UTF-8 ({problem})\n")
        return 1
    except (OSError, Unusable) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.writelines(f"{line}\n" for line in told(checker, own_key=bool(given.key)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
