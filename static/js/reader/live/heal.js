// Reads the page anew where a change cannot be told in parts, without loading it anew.

const KEPT = ["[data-live-line]", ".live-dock"]
const BESIDE = ".local-time, .origin-label"

/** Make the page what the server says that it is. Throws where there is none. */
export async function heal(parts, signal) {
  const answer = await fetch(location.pathname, { cache: "no-cache", signal })
  const other = new DOMParser().parseFromString(await answer.text(), "text/html")
  const article = other.querySelector("main article[data-live]")
  if (!article) throw new Error(`${answer.status} for the page itself`)
  const { pathname } = new URL(answer.url)
  if (pathname !== location.pathname) history.replaceState(history.state, "", pathname + location.hash)
  parts.waiting.clear()
  parts.held.clear()
  const theirs = named(other)
  if (alike(theirs, named(parts.root))) takeOver(parts, article, theirs)
  else swap(parts, other)
}

function named(root) {
  const found = root.querySelectorAll("[data-part]")
  return new Map([...found].map((part) => [part.dataset.part, part.outerHTML]))
}

/** Whether two pages are of one build: they differ at most in updates. */
function alike(theirs, ours) {
  const fixed = (names) => [...names.keys()].filter((name) => !/-\d+$/.test(name)).sort().join()
  return fixed(theirs) === fixed(ours)
}

function takeOver(parts, article, theirs) {
  const now = [...theirs].filter(([name, html]) => html !== plain(parts.find(name)))
  const gone = [...named(parts.root).keys()].filter((name) => !theirs.has(name))
  const fresh = now.map(([name]) => Number(/^update-(\d+)$/.exec(name)?.[1] ?? 0))
  for (const { name, value } of article.attributes) parts.article.setAttribute(name, value)
  parts.version = article.dataset.version
  parts.put(Object.fromEntries([...now, ...gone.map((name) => [name, null])]), fresh.filter(Boolean))
}

/** A part as the server wrote it, without what scripts put beside it. */
function plain(part) {
  if (!part) return null
  const copy = part.cloneNode(true)
  for (const beside of copy.querySelectorAll(BESIDE)) beside.remove()
  return copy.outerHTML
}

/** Another kind of page, such as that of a retracted story: whole, but for the live line and control. */
function swap(parts, other) {
  const main = other.querySelector("main")
  for (const kept of KEPT) main.querySelector(kept)?.replaceWith(parts.root.querySelector(kept) ?? "")
  parts.away.clear()
  parts.root.replaceChildren(...main.childNodes)
  parts.article = parts.root.querySelector("article[data-live]")
  parts.version = parts.article.dataset.version
}
