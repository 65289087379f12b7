// data-live: an open page of a story follows along. What is on it changes in its place, what is new
// waits until the reader asks for it, and nothing moves under the reader.

import { follow } from "./follow.js"
import { heal, proofread } from "./heal.js"
import { StatusLine } from "./line.js"
import { News } from "./news.js"
import "./order.js"
import { Parts } from "./parts.js"

class Story {
  interval = 10 // seconds, until the server says otherwise
  stale = false // whether something changed that only the page itself tells

  constructor(article) {
    const language = document.documentElement.lang
    this.parts = new Parts(article)
    this.line = new StatusLine(this.parts.root.querySelector("[data-live-line]"), language)
    this.news = new News(this.parts.root.querySelector("[data-live-news]"), this.parts, language)
    this.read()
  }

  read() {
    const { live, version, state } = this.parts.article.dataset
    Object.assign(this, { address: live, version: Number(version), state })
    this.newest = this.version
  }

  get beside() {
    return this.parts.article.dataset.beside ?? ""
  }

  /** One change; false where others come before it, or where it cannot be told in parts. */
  take(entry) {
    if (entry.version <= this.version) return true
    const next = entry.version === this.version + 1 && !entry.reload
    if (!next || !this.parts.fit(entry.parts)) return false
    this.version = this.parts.version = entry.version
    this.stale ||= this.parts.alters(entry)
    this.parts.put(entry.parts, entry.updates?.new)
    const { dataset } = this.parts.article
    if (entry.parts.title && !dataset.last) dataset.title = entry.parts.title
    this.news.tell(entry)
    return true
  }

  told({ state, interval, newest, story, beside }) {
    this.state = state ?? this.state
    this.interval = Math.max(1, Number(interval) || this.interval)
    this.newest = Math.max(this.newest, Number(newest) || 0)
    if (story) this.address = story
    this.parts.article.dataset.state = this.state
    if (beside) this.parts.beside(beside)
  }

  async heal(signal) {
    await heal(this.parts, signal)
    this.read()
    this.news.forget()
  }

  async proofread(signal) {
    const done = await proofread(this.parts, signal)
    if (done) this.stale = false
    return done
  }

  heard() {
    this.line.heard(this.state)
  }

  lost() {
    this.line.lost()
  }

  tick() {
    this.line.tick()
    this.news.watch(this.parts.release())
    this.news.tidy()
  }
}

/** An update that is named in the address may wait, or stand on a page of older ones. */
function reach({ parts, news }) {
  const number = Number(/^#update-(\d+)$/.exec(location.hash)?.[1] ?? 0)
  const name = `update-${number}`
  if (!number || document.getElementById(name)) return
  if (parts.waiting.has(name)) return news.go(name)
  for (const { href } of parts.root.querySelectorAll('a[href*="/updates/"]')) {
    const [, first, last] = /\/updates\/(\d+)\.\.(\d+)\//.exec(href) ?? []
    if (first <= number && number <= last) return location.replace(href.split("#")[0] + location.hash)
  }
}

for (const article of document.querySelectorAll("main article[data-live]")) {
  const story = new Story(article)
  addEventListener("hashchange", () => reach(story))
  reach(story)
  follow(story)
}
