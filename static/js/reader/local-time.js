// Beside the time that the newsroom prints stands the reader's own: how long ago under a day, else
// the hour where the two differ. Whoever points at a time is told the whole of it.

const DAY = 86_400_000
const TICK = 30_000
const UNITS = [["hour", 3_600_000], ["minute", 60_000]]
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const whole = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" })
const ago = new Intl.RelativeTimeFormat("en-GB", { style: "short", numeric: "auto" })

function words(moment, printed) {
  const age = Date.now() - moment
  if (age >= 0 && age < DAY) {
    const [unit, size] = UNITS.find(([, size]) => age >= size) ?? UNITS.at(-1)
    return age < UNITS.at(-1)[1] ? "just now" : ago.format(-Math.floor(age / size), unit)
  }
  const own = clock.format(moment).replace(":", "")
  return printed.startsWith(own) ? "" : `${own} your time`
}

/** What stands beside a time that is not what should stand there: the time and its words. */
function stale(time) {
  const moment = new Date(time.dateTime)
  if (Number.isNaN(moment.valueOf())) return []
  const said = words(moment, time.textContent)
  const text = said && ` (${said})`
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
  beside.lang = "en"
  beside.textContent = text
  time.after(beside)
  return beside
}

function explain({ target }) {
  const time = target.closest?.("time[datetime*=T]")
  if (time && !time.title) time.title = `${whole.format(new Date(time.dateTime))}, your time`
}

function showAll() {
  document.querySelectorAll("[data-local-time]").forEach(showIn)
}

showAll()
addEventListener("part", ({ target }) => target.closest("[data-parts], [data-part=pinned]") && showIn(target))
addEventListener("pointerover", explain, { passive: true })
document.addEventListener("visibilitychange", () => document.hidden || showAll())
setInterval(() => document.hidden || showAll(), TICK)
