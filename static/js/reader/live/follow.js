// Follows a story along: by its stream where there is one, else by asking again and again; with
// patience where nothing answers, and not at all while nobody looks.

import { listen, Refused } from "./stream.js"

const SECOND = 1000
const LONGEST = 60 * SECOND
const ANSWERED = 15 * SECOND
const SPREAD = 2 * SECOND // over which the readers of a server that went away come back
const STREAM_AGAIN = 60 * SECOND
const OUT_OF_SIGHT = 300 * SECOND // for so long the stream of a hidden page goes on
const TICK = 5 * SECOND
const SLEPT = 20 * SECOND
const UNCERTAIN = 35 * SECOND // two signs of life of a server that itself hears nothing
const PROOF = 30 * 60 * SECOND // between two looks at what no version tells

/**
 * Follow a page for ever. It has `address`, `version`, `newest`, `beside` (how it shows what stands
 * beside its story), `state`, `interval` (seconds) and `stale`, and answers `take(entry)` (false where
 * that does not come next, or does not fit), `told(facts)`, `heard()`, `lost()`, `tick()`, `heal()` and
 * `proofread()`.
 */
export async function follow(page) {
  const line = new Line(page)
  attend(line)
  for (;;) await line.round()
}

class Line {
  failures = 0
  streamAt = 0 // before that it is not asked for
  heardAt = 0 // how the story stands
  aliveAt = 0 // anything at all
  proofAt = Date.now() + jittered(PROOF)
  hiddenAt = 0
  proving = false
  left = false // for another page; the browser may keep this one, but not while it asks for something
  stop = new AbortController()

  constructor(page) {
    this.page = page
  }

  async round() {
    if (this.rests()) return this.nap(Infinity)
    this.stop = new AbortController()
    this.woken = false
    try {
      await (this.streams() ? this.stream() : this.poll())
    } catch {
      if (!this.woken) await this.failed()
    }
  }

  streams() {
    return this.page.state === "live" && Date.now() >= this.streamAt
  }

  rests() {
    return this.left || (document.hidden && !(this.streams() && Date.now() - this.hiddenAt < OUT_OF_SIGHT))
  }

  async stream() {
    const { page } = this
    const begun = Date.now()
    try {
      const address = `${page.address}live?after=${page.version}&beside=${page.beside}`
      await listen(address, this.stop, (name, data) => this.event(name, data))
    } catch (error) {
      const silent = this.aliveAt < begun
      if (page.state !== "live") return
      if (this.woken || !(silent || error instanceof Refused)) throw error
      this.stop = new AbortController()
      await this.catchUp() // where this fails too, nothing answers: else streams alone do not
      this.streamAt = Date.now() + (error.after * SECOND || jittered(STREAM_AGAIN))
      return this.pause()
    }
    throw new Error("The stream ended")
  }

  async event(name, data) {
    const { page } = this
    this.alive()
    if (name === "state" ? data.time : name === "update") this.heard()
    if (name === "state") page.told(data)
    else if (name === "beside") page.told({ beside: data })
    else if (data ? !(await page.take(data)) : page.newest > page.version) await this.catchUp()
    if (page.stale) this.proofread()
    if (page.state !== "live") this.stop.abort()
  }

  async poll() {
    await this.catchUp()
    await this.pause()
  }

  pause() {
    return this.nap(jittered(this.page.interval * SECOND))
  }

  /** Take all that came after the page's version; where it does not fit, read the page anew. */
  async catchUp() {
    const { page } = this
    for (let more = true; more; ) {
      const asked = page.version
      const beside = page.beside && `/${page.beside}`
      const facts = await this.ask(`${page.address}changes/after/${asked}${beside}`)
      for (const entry of facts.changes) {
        if (!(await page.take(entry))) return page.heal(this.stop.signal)
      }
      page.told(facts)
      this.heard()
      if (page.stale) this.proofread()
      more = page.version > asked && page.version < facts.newest
    }
  }

  async ask(address) {
    const late = setTimeout(() => this.stop.abort(), ANSWERED)
    try {
      const answer = await fetch(address, { cache: "no-cache", signal: this.stop.signal })
      if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
      return await answer.json()
    } finally {
      clearTimeout(late)
    }
  }

  heard() {
    this.failures = 0
    this.heardAt = this.aliveAt = Date.now()
    this.page.heard()
  }

  /** The line stands; whether anything is new is known only where the server knows it. */
  alive() {
    this.failures = 0
    this.aliveAt = Date.now()
    if (this.aliveAt - this.heardAt > UNCERTAIN) this.page.lost()
  }

  /** Now and then see to what the page shows beside the story, where somebody looks at it. */
  async proofread() {
    const due = !document.hidden && Date.now() >= this.proofAt
    if (this.left || this.failures || this.proving || !(due || this.page.stale)) return
    this.proving = true
    const done = await this.page.proofread(AbortSignal.timeout(ANSWERED)).catch(() => false)
    if (!done) await this.catchUp().catch(() => {})
    this.proving = false
    this.proofAt = Date.now() + jittered(done ? PROOF : LONGEST)
  }

  async failed() {
    this.failures += 1
    this.page.lost()
    await this.nap(Math.random() * Math.min(LONGEST, SPREAD * 2 ** (this.failures - 1)))
  }

  /** Wait, until something wakes the line. */
  nap(time) {
    return new Promise((resolve) => {
      const timer = time === Infinity ? 0 : setTimeout(resolve, time)
      this.rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** End what goes on, and look at once how things stand. */
  wake() {
    this.woken = true
    this.failures = 0
    this.stop.abort()
    this.rouse?.()
  }
}

function jittered(time) {
  return time * (0.9 + 0.2 * Math.random())
}

/** A page that comes back catches up at once, from wherever it was: hidden, offline, kept, asleep. */
function attend(line) {
  let last = Date.now()
  const back = () => {
    last = Date.now()
    if (last - line.heardAt > SLEPT || !line.streams()) line.wake()
  }
  const tick = () => {
    const slept = Date.now() - last > SLEPT
    last = Date.now()
    line.page.tick()
    if (document.hidden ? line.rests() : slept) line.wake()
    line.proofread()
  }
  setInterval(tick, TICK)
  addEventListener("online", () => line.wake())
  addEventListener("offline", () => line.stop.abort())
  addEventListener("pagehide", () => {
    line.left = true
    line.wake()
  })
  addEventListener("pageshow", ({ persisted }) => {
    line.left = false
    if (persisted) line.wake()
  })
  document.addEventListener("visibilitychange", () => {
    line.hiddenAt = Date.now()
    if (!document.hidden) back()
    else if (line.rests()) line.wake()
  })
}
