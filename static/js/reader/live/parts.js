// The parts of a story's page: put in place, replaced, taken away; new updates wait until asked for.

import { inUse, replace } from "./replace.js"
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
    this.version = article.dataset.version
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
    const { first, last } = this.article.dataset
    const number = numberOf(name)
    return last ? !(number >= Number(first) && number <= Number(last)) : number > 0 && number < Number(first)
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
  put(parts, fresh = [], anyway = false) {
    const placed = []
    still(this.root, () => {
      for (const [name, html] of Object.entries(parts)) {
        if (name === "title" || (html === null && this.keeps(name))) continue
        const store = this.elsewhere(name) ? this.away : this.waiting
        const isNew = fresh.includes(numberOf(name)) && !this.find(name)
        if (html === null && store.get(name)) store.delete(name)
        else if (html === null && this.waiting.size) this.waiting.set(name, null) // goes when they come
        else if (store.get(name) || isNew) store.set(name, html)
        else if (store === this.waiting && this.settle(name, html, anyway) && html) placed.push(name)
      }
    })
    this.whole()
    return placed
  }

  /** The article names the version that the page shows whole: what waits was not read. */
  whole() {
    if (!this.waiting.size && !this.held.size) this.article.dataset.version = this.version
  }

  settle(name, html, anyway) {
    const there = this.find(name)
    if (there && !anyway && (inUse(there) || (html === null && isInSight(there)))) {
      this.held.set(name, html)
      return false
    }
    this.held.delete(name)
    if (html === null) this.pushOff(name, there)
    else if (there) replace(there, made(html))
    else insert(this.list(name), made(html))
    return true
  }

  /** A row that stands on a page of older updates from now on. */
  pushOff(name, there) {
    const { dataset } = this.article
    dataset.first = Math.max(Number(dataset.first), numberOf(name) + 1)
    there?.remove()
  }

  /** Put what was held where the reader is done, or `anyway`; name what was put. */
  release(anyway = false) {
    return this.held.size ? this.put(Object.fromEntries(this.held), [], anyway) : []
  }

  /** Put all that waits, and give the new updates, the oldest first. */
  show() {
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
