// The parts of a story's page: put in place, replaced, taken away; new updates wait until asked for.

import { named } from "./heal.js"
import { inUse, plays, replace } from "./replace.js"
import { still } from "./still.js"

const LISTED = /^(update|timeline)-(\d+)$/
const LISTS = { update: "updates", timeline: "timeline" }

export class Parts {
  waiting = new Map() // what is new: the name of its part, its HTML
  away = new Map() // what is new and stands on another page of the story
  held = new Map() // what takes its place once the reader is done with what stands there

  constructor(article) {
    this.article = article
    this.root = article.closest("main")
    this.version = Number(article.dataset.version)
    this.known = named(this.root) // as the server wrote them, whatever other scripts add
  }

  find(name) {
    return this.root.querySelector(`[data-part="${name}"]`)
  }

  /** Whether each of these parts has a place on this page, or belongs to another page. */
  fit(parts) {
    return Object.keys(parts).every(
      (name) => name === "title" || this.elsewhere(name) || this.find(name) || this.list(name),
    )
  }

  /** Pages of older updates show no others, and not all that stands beside the newest. */
  elsewhere(name) {
    if (this.find(name)) return false
    if (this.find("alone")) return true
    const { first, last } = this.article.dataset
    const number = numberOf(name)
    return last ? !(number >= Number(first) && number <= Number(last)) : number > 0 && number < Number(first)
  }

  /** Whether a change alters the page of a single update, which no entry holds in parts. */
  alters({ parts, updates }) {
    const shown = Number(this.article.dataset.first)
    const fresh = updates?.new ?? []
    const retitled = parts.title && !fresh.length
    return this.find("alone") && (retitled || fresh.includes(shown + 1) || `update-${shown}` in parts)
  }

  /** Pages of older updates keep those that newer ones push off the first page. */
  keeps(name) {
    return this.article.dataset.last && LISTED.test(name)
  }

  list(name) {
    const [, kind] = LISTED.exec(name) ?? []
    return kind && this.root.querySelector(`[data-parts="${LISTS[kind]}"]`)
  }

  /** Put parts in their places, and name those. What shows the updates in `fresh` waits. */
  put(parts, fresh = [], asked = null) {
    const placed = []
    still(this.root, () => {
      for (const [name, html] of Object.entries(parts)) {
        if (name === "title" || (html === null && this.keeps(name))) continue
        const store = this.elsewhere(name) ? this.away : this.waiting
        const isNew = fresh.includes(numberOf(name)) && !this.find(name)
        if (html !== null && store.get(name) === null) store.delete(name)
        if (html === null && store.get(name)) store.delete(name)
        else if (html === null && this.waiting.size) this.waiting.set(name, null) // goes when they come
        else if (store.get(name) || isNew) store.set(name, html)
        else if (store === this.waiting && this.settle(name, html, asked) && html) placed.push(name)
      }
    })
    this.whole()
    return placed
  }

  /** Put what stands beside the story where the page shows it otherwise. */
  beside({ mark, parts }) {
    const other = ([name, html]) => this.find(name) && made(html).outerHTML !== this.promised(name)
    this.put(Object.fromEntries(Object.entries(parts).filter(other)))
    this.article.dataset.beside = mark
  }

  /** The article names the version that the page shows whole: what waits was not read. */
  whole() {
    if (!this.waiting.size && !this.held.size) this.article.dataset.version = this.version
  }

  settle(name, html, asked) {
    const there = this.find(name)
    if (there && this.stays(name, there, html, asked)) {
      this.held.set(name, html)
      return false
    }
    this.held.delete(name)
    if (html === null) this.pushOff(name, there)
    else this.show(made(html), name, there)
    return true
  }

  /** Whether what stands there has to wait: a film plays on even where the reader `asked`. */
  stays(name, there, html, asked) {
    if (asked !== null) return name !== asked && plays(there)
    return inUse(there) || (html === null && isInSight(there))
  }

  show(part, name, there) {
    this.known.set(name, part.outerHTML)
    if (there) replace(there, part)
    else insert(this.list(name), part)
  }

  /** A row that stands on a page of older updates from now on. */
  pushOff(name, there) {
    const { dataset } = this.article
    dataset.first = Math.max(Number(dataset.first), numberOf(name) + 1)
    this.known.delete(name)
    there?.remove()
  }

  /** Put what was held where the reader is done, or goes to the one `asked` for; name what was put. */
  release(asked = null) {
    return this.held.size ? this.put(Object.fromEntries(this.held), [], asked) : []
  }

  /** Put all that waits, and give the new updates, the oldest first. */
  reveal() {
    const parts = Object.fromEntries(this.waiting)
    this.waiting.clear()
    return byNumber(this.put(parts))
  }

  /** The new updates that wait, the oldest first. */
  fresh() {
    const waiting = [...this.waiting].filter(([, html]) => html).map(([name]) => name)
    return byNumber([...waiting, ...this.away.keys()])
  }

  /** The HTML of a new update that waits. */
  unseen(name) {
    return this.waiting.get(name) ?? this.away.get(name)
  }

  /** The HTML that a part has, or will have when nothing waits any more. */
  promised(name) {
    const later = this.waiting.get(name) ?? this.held.get(name)
    return later ? made(later).outerHTML : this.known.get(name)
  }
}

function byNumber(names) {
  const updates = names.filter((name) => name.startsWith("update-"))
  return updates.sort((one, other) => numberOf(one) - numberOf(other))
}

function numberOf(name) {
  return Number(LISTED.exec(name)?.[2] ?? 0)
}

function isInSight(part) {
  const { top, bottom } = part.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

/** The element that a part's HTML is. */
export function made(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  return document.importNode(template.content, true).firstElementChild
}

/** Newest first, or oldest first where the reader turned the list round. */
function insert(list, part) {
  const number = numberOf(part.dataset.part)
  const oldestFirst = list.dataset.order === "oldest"
  const next = [...list.children].find((other) => {
    const its = numberOf(other.dataset.part ?? "")
    return oldestFirst ? its > number : its < number
  })
  list.insertBefore(part, next ?? null)
  part.dispatchEvent(new CustomEvent("part", { bubbles: true }))
}
