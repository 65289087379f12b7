// data-since-last-read: what is new since this reader was here. The browser keeps which version of
// which story was read last, for so many stories; nothing of it ever leaves the browser.

import { origins, unwrap, wrap } from "./sentence-origins.js"
import { counted } from "./words.js"

const NAME = "last-read"
const KEPT = 200

/** [story, version] for each story read, the latest last; nothing where nothing may be kept. */
function held() {
  try {
    const rows = JSON.parse(localStorage.getItem(NAME))
    return Array.isArray(rows) ? rows.filter((row) => Array.isArray(row)) : []
  } catch {
    return []
  }
}

function lastRead(story) {
  const version = held().find(([key]) => key === story)?.[1]
  return Number.isInteger(version) ? version : 0
}

function keep(story, version) {
  const others = held().filter(([key]) => key !== story)
  try {
    localStorage.setItem(NAME, JSON.stringify([...others, [story, version]].slice(-KEPT)))
  } catch {
    // A browser that keeps nothing tells nothing, and the page is as good without.
  }
}

function link(address, text) {
  const made = document.createElement("a")
  made.href = address
  made.textContent = text
  return made
}

/** Say at once all that there is to say: a card that grew later would move under the reader. */
function card(place, before, now, marks) {
  const { story, what, all, hide, close } = place.dataset
  const words = document.createElement("p")
  words.className = "since-words"
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = marks.length ? hide : close
  button.addEventListener("click", () => {
    unwrap(marks.flat())
    place.replaceChildren()
    document.getElementById("content")?.focus({ preventScroll: true })
  })
  const made = document.createElement("div")
  made.className = "since-card"
  made.dataset.marks = marks.length
  made.append(words, link("", what), link(`${story}changes/`, all), button)
  say(made, place.dataset, before, now)
  place.replaceChildren(made)
}

function say(card, { story, changes, marked }, before, now) {
  const [words, changed] = card.children
  const marks = Number(card.dataset.marks)
  const told = [counted(changes, now - before), marks && counted(marked, marks)]
  words.textContent = told.filter(Boolean).join(" ")
  changed.href = `${story}changes/${before}..${now}/`
}

/** The page follows its story: the card counts what the reader has seen come, too. */
function count(place, before, now) {
  const card = place.querySelector(".since-card")
  if (card) say(card, place.dataset, before, now)
}

/** Mark the sentences that are new; none where the page cannot learn which. */
async function mark(story, before) {
  try {
    const { pieces } = await origins(story)
    const wanted = ({ version }) => version > before
    return wrap(pieces, "mark", "new-since", wanted).map(([, wrappings]) => wrappings)
  } catch {
    return []
  }
}

/** Meanwhile the page may have followed its story on. */
async function greet(place, before, shown) {
  const marks = await mark(place.dataset.story, before)
  card(place, before, shown(), marks)
}

for (const place of document.querySelectorAll("[data-since-last-read]")) {
  const article = document.querySelector("article[data-version]")
  const story = place.dataset.sinceLastRead
  const shown = () => Number(article.dataset.version)
  const before = lastRead(story)
  const read = () => {
    if (shown() >= lastRead(story)) keep(story, shown())
    count(place, before, shown())
  }
  if (before > 0 && before < shown()) greet(place, before, shown)
  read()
  new MutationObserver(read).observe(article, { attributeFilter: ["data-version"] })
}
