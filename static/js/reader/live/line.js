// One line that is always true: whether the page follows along, and when it last knew that it does.

const GIVEN_UP = 20_000 // milliseconds without an answer, after which the page is said to be old
const SAID_FOR = 10_000

export class StatusLine {
  failing = 0 // since when

  constructor(place, language) {
    this.place = place
    this.words = place.querySelector("[data-live]")
    this.said = place.querySelector("[role=status]")
    this.language = language
    this.checked = cameNow() ? performance.timeOrigin : 0
  }

  heard(state) {
    this.checked = Date.now()
    this.failing = 0
    this.show(state in this.words.dataset ? state : "ended")
  }

  lost() {
    this.failing ||= Date.now()
    this.tick()
  }

  tick() {
    if (!this.failing) return
    const offline = !navigator.onLine || Date.now() - this.failing > GIVEN_UP
    this.show(offline ? "offline" : "reconnecting")
  }

  show(state) {
    const before = this.place.dataset.state
    this.place.dataset.state = state
    // Where it is not known when the page was made, what the server wrote on it stays true.
    if (this.checked) {
      this.words.textContent = this.words.dataset[state].replace("{time}", this.time())
    }
    if (state !== before) this.say(state, before)
  }

  /** Only what a reader would want to be told: not every check, nor a short break. */
  say(state, before) {
    const { offline, again, over } = this.words.dataset
    const words = {
      offline: offline.replace("{time}", this.time()),
      live: this.told === "offline" ? again : "",
      ended: before === "live" ? over : "",
    }[state]
    if (!words) return
    this.told = state
    this.said.textContent = words
    clearTimeout(this.saying)
    this.saying = setTimeout(() => (this.said.textContent = ""), SAID_FOR)
  }

  time() {
    const at = new Date(this.checked)
    const [hours, minutes] = [at.getHours(), at.getMinutes()].map((it) => String(it).padStart(2, "0"))
    const today = at.toDateString() === new Date().toDateString()
    const day = today ? "" : `${at.toLocaleDateString(this.language, { weekday: "short" })} `
    return `${day}${hours}:${minutes}`
  }
}

/** Whether the page came over the line just now, and not from what the browser had kept. */
function cameNow() {
  return performance.getEntriesByType("navigation")[0]?.transferSize > 0
}
