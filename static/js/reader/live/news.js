// One control for all that happened: "2 new, 1 corrected". It leads to the first that is unread.

import { counted } from "../words.js"
import { made } from "./parts.js"
import { focusOn } from "./replace.js"

const WORDS = { correction: "corrected", clarification: "corrected", retraction: "retracted" }
const QUIET = ["typo", "presentation", "sources", "status", "headline", "claims"]
const LOOKED_AT = 8000 // milliseconds in sight, after which a change needs no pointing at
const BEGINS = [".update-headline", ".content-warning > summary", "p:not([class])"] // the first that is there
const PAUSE = 1000 // before what happened is said aloud, once for all that came together
const SAID_AGAIN = 30_000 // before it is said another time

export class News {
  changed = new Map() // what was changed in its place: its part's name, the word for it, seen when

  constructor(place, parts, language) {
    this.parts = parts
    this.words = place.dataset
    this.button = place.querySelector("button")
    this.counts = this.button.querySelector(".live-news-counts")
    this.first = this.button.querySelector(".live-news-first")
    this.said = place.querySelector("[role=status]")
    this.language = language
    this.site = document.title.slice(parts.article.dataset.title.length)
    this.eye = new IntersectionObserver((seen) => this.see(seen))
    this.button.addEventListener("click", () => this.go())
  }

  /** Tell of a change whose parts were put into the page. */
  tell(entry) {
    const { changed = [], retracted = [] } = entry.updates ?? {}
    const names = [...changed, ...retracted].map((number) => `update-${number}`)
    const told = QUIET.includes(entry.kind) ? [] : [...names, "lead"]
    for (const name of told.filter((name) => name in entry.parts && this.parts.find(name))) {
      const word = retracted.includes(Number(name.split("-")[1])) ? "retracted" : WORDS[entry.kind]
      this.changed.set(name, { word: word ?? "changed", seen: 0 })
    }
    this.watch(Object.keys(entry.parts))
    this.show()
  }

  /** Mark parts for a moment, each when it comes into sight. */
  watch(names) {
    for (const name of names) {
      const part = /^(update-|lead$|summary$)/.test(name) && this.parts.find(name)
      if (part && !this.parts.held.has(name)) this.eye.observe(part)
    }
  }

  see(entries) {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      this.eye.unobserve(target)
      lightUp(target)
      const change = this.changed.get(target.dataset.part)
      if (change) change.seen = Date.now()
    }
  }

  /** Forget changes that were looked at, unless there is something new beside them. */
  tidy(anyway = false) {
    if (this.parts.waiting.size && !anyway) return
    for (const [name, { seen }] of this.changed) {
      if (seen && (anyway || Date.now() - seen > LOOKED_AT)) this.changed.delete(name)
    }
    this.show()
  }

  forget() {
    this.changed.clear()
    this.show()
  }

  show() {
    const fresh = this.parts.fresh()
    const count = { new: fresh.length, corrected: 0, retracted: 0, changed: 0 }
    for (const { word } of this.changed.values()) count[word] += 1
    const some = Object.entries(count).filter(([, number]) => number)
    const text = this.listed(some.map(([word, number]) => counted(this.words[word], number)))
    const number = fresh.length || this.changed.size
    document.title = `${number ? `(${number}) ` : ""}${this.parts.article.dataset.title}${this.site}`
    this.button.hidden = !number
    const first = this.summary(fresh.at(-1) ?? [...this.changed.keys()].at(-1))
    if (first !== this.first.textContent) this.first.textContent = first // what waits may change, too
    if (text === this.counts.textContent) return
    this.counts.textContent = text
    this.say(text)
  }

  listed(words) {
    if (!words.length) return ""
    this.list ??= new Intl.ListFormat(this.language, { type: "unit", style: "short" }) // takes long to make
    return this.list.format(words)
  }

  /** Aloud the counts are told once, and then not with every update: it would be all one hears. */
  say(text) {
    clearTimeout(this.saying)
    const wait = text ? Math.max(PAUSE, (this.saidAt ?? 0) + SAID_AGAIN - Date.now()) : 0
    this.saying = setTimeout(() => {
      this.said.textContent = text
      this.saidAt = text ? Date.now() : 0
    }, wait)
  }

  /** "Update 4 - 1430 CET" and its headline or beginning, of which only the warning where it has one. */
  summary(name) {
    const waiting = this.parts.unseen(name)
    const part = waiting ? made(waiting) : this.parts.find(name)
    const withdrawn = part?.querySelector(".tombstone")
    if (withdrawn) return textOf(withdrawn)
    const begins = BEGINS.map((place) => part?.querySelector(place)).find(Boolean)
    return [part?.querySelector("h2"), begins].map(textOf).filter(Boolean).join(" · ")
  }

  /** To the first unread new update; where there is none, to the first change further on. */
  go(wanted) {
    this.tidy(true)
    const shown = this.parts.reveal()
    const name = wanted ?? shown[0] ?? this.parts.fresh()[0] ?? this.nextChanged()
    this.watch([...shown, ...this.parts.release(name ?? "")])
    if (this.parts.away.has(name)) return location.assign(`${this.parts.article.dataset.live}#${name}`)
    this.changed.delete(name)
    const part = this.parts.find(name)
    if (part) goTo(part)
    this.show()
  }

  nextChanged() {
    const places = [...this.changed.keys()].map((name) => this.parts.find(name)).filter(Boolean)
    places.sort((one, other) => (one.compareDocumentPosition(other) & 4 ? -1 : 1))
    return places[0]?.dataset.part
  }
}

function textOf(element) {
  if (!element) return ""
  const copy = element.cloneNode(true)
  for (const beside of copy.querySelectorAll(".local-time")) beside.remove()
  return copy.textContent.replace(/\s+/g, " ").trim()
}

function goTo(part) {
  const far = Math.abs(part.getBoundingClientRect().top) > 2 * innerHeight
  part.scrollIntoView({ block: "start", behavior: far ? "instant" : "auto" })
  focusOn(part.querySelector("h2 a") ?? part.querySelector("h2") ?? part)
}

/** Leaves nothing behind in the page. With reduced motion it ends at once and does not fade. */
function lightUp(part) {
  const style = getComputedStyle(part)
  const side = style.direction === "rtl" ? 1 : -1
  const colours = (lit, edge) => ({
    backgroundColor: lit,
    boxShadow: `${side * 8}px 0 0 ${lit}, ${side * 12}px 0 0 ${edge}`,
  })
  const lit = colours(style.getPropertyValue("--live-lit"), style.getPropertyValue("--caution"))
  const dark = colours("transparent", "transparent")
  const easing = matchMedia("(prefers-reduced-motion: reduce)").matches ? "steps(1, end)" : "ease-in"
  part.animate([lit, { ...lit, easing, offset: 0.5 }, dark], 5000)
}
