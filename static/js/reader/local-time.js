// Beside the time that the newsroom prints stands the reader's own: how long ago under a day, else
// the hour where the two differ. Whoever points at a time is told the whole of it.

import { filled, language, words } from "./words.js"

const DAY = 86_400_000
const TICK = 30_000
const UNITS = [["hour", 3_600_000], ["minute", 60_000]]

// The browser's own words for times are dear to load: each is asked for when it is needed first.
let whole
let ago

/** In figures as the newsroom prints them, so that both can be compared: "0830". */
function clock(moment) {
  return [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, "0")).join("")
}

function since(age) {
  const [unit, size] = UNITS.find(([, size]) => age >= size)
  ago ??= new Intl.RelativeTimeFormat(language, { style: "short", numeric: "auto" })
  return ago.format(-Math.floor(age / size), unit)
}

function said(moment, printed) {
  const age = Date.now() - moment
  if (age >= 0 && age < DAY) return age < UNITS.at(-1)[1] ? words.justNow : since(age)
  const own = clock(moment)
  return printed.startsWith(own) ? "" : filled(words.yourTime, { time: own })
}

/** What stands beside a time that is not what should stand there: the time and its words. */
function stale(time) {
  const moment = new Date(time.dateTime)
  if (Number.isNaN(moment.valueOf())) return []
  const told = said(moment, time.textContent)
  const text = told && ` (${told})`
  return text === (time.parentNode.querySelector(".local-time")?.textContent ?? "") ? [] : [[time, text]]
}

/** Where the words would push the text below them down, they are left out: nothing moves. */
function showIn(place) {
  const changes = [...place.querySelectorAll(".update > h2 time[datetime]")].flatMap(stale)
  const heights = () => changes.map(([time]) => time.closest(".update").offsetHeight)
  const beside = changes.map(([time]) => time.parentNode.querySelector(".local-time"))
  for (const span of beside) span?.remove()
  const before = heights()
  const spans = changes.map(([time, text]) => text && put(time, text))
  heights().forEach((height, each) => height > before[each] && spans[each].remove())
}

function put(time, text) {
  const beside = document.createElement("span")
  beside.className = "local-time"
  beside.lang = language
  beside.textContent = text
  time.after(beside)
  return beside
}

function inFull(moment) {
  whole ??= new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" })
  return filled(words.wholeTime, { time: whole.format(moment) })
}

function explain({ target }) {
  const time = target.closest?.("time[datetime*=T]")
  if (time && !time.title) time.title = inFull(new Date(time.dateTime))
}

function showAll() {
  document.querySelectorAll("[data-local-time]").forEach(showIn)
}

// After the page is painted: it measures, and at once it would hold the page up.
requestAnimationFrame(() => setTimeout(showAll))
addEventListener("part", ({ target }) => target.closest("[data-parts], [data-part=pinned]") && showIn(target))
addEventListener("pointerover", explain, { passive: true })
document.addEventListener("visibilitychange", () => document.hidden || showAll())
setInterval(() => document.hidden || showAll(), TICK)
