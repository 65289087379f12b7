// data-since-last-read: what is new since this reader was here. The browser keeps which version of
// which story was read last, for so many stories; nothing of it ever leaves the browser.

import { origins, unwrap, wrap } from "./sentence-origins.js"

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
function say(place, before, now, marks) {
  const { story } = place.dataset
  const words = document.createElement("p")
  words.className = "since-words"
  words.textContent = `${counted(now - before, "change")} since you read this.${told(marks)}`
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = marks.length ? "Hide marks" : "Close"
  button.addEventListener("click", () => {
    unwrap(marks.flat())
    place.replaceChildren()
    document.getElementById("content")?.focus({ preventScroll: true })
  })
  const card = document.createElement("div")
  card.className = "since-card"
  card.append(
    words,
    link(`${story}changes/${before}..${now}/`, "What changed"),
    link(`${story}changes/`, "All changes"),
    button,
  )
  place.replaceChildren(card)
}

function counted(number, name) {
  return number === 1 ? `1 ${name}` : `${number} ${name}s`
}

function told(marks) {
  if (!marks.length) return ""
  return ` ${counted(marks.length, "new sentence")} ${marks.length === 1 ? "is" : "are"} marked.`
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

async function greet(place, before, now) {
  say(place, before, now, await mark(place.dataset.story, before))
}

for (const place of document.querySelectorAll("[data-since-last-read]")) {
  const article = document.querySelector("article[data-version]")
  const story = place.dataset.sinceLastRead
  const read = () => {
    const version = Number(article.dataset.version)
    if (version >= lastRead(story)) keep(story, version)
  }
  const [before, now] = [lastRead(story), Number(article.dataset.version)]
  if (before > 0 && before < now) greet(place, before, now)
  read()
  new MutationObserver(read).observe(article, { attributeFilter: ["data-version"] })
}
