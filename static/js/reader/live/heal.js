// Reads the page anew where a change cannot be told in parts, without loading it anew.

const KEPT = ["[data-live-line]", ".live-dock"]

/** Make the page what the server says that it is. Throws where there is none. */
export async function heal(parts, signal) {
  const { other, article, address } = await asked(signal)
  if (address !== location.pathname) history.replaceState(history.state, "", address + location.hash)
  parts.waiting.clear()
  parts.held.clear()
  const theirs = named(other)
  if (alike(theirs, parts.known)) takeOver(parts, article, theirs)
  else swap(parts, other, article)
}

/**
 * Put right what a fresh page of the very same version shows otherwise; false where it is another, or
 * shows something else beside the story: a cache may be late with it, so others have to say what is true.
 */
export async function proofread(parts, signal) {
  const { other, article } = await asked(signal)
  const theirs = named(other)
  const { version, beside } = article.dataset
  if (version !== String(parts.version) || beside !== parts.article.dataset.beside) return false
  if (!alike(theirs, parts.known)) return false
  const put = [...theirs].filter(([name, html]) => parts.known.has(name) && html !== parts.promised(name))
  parts.put(Object.fromEntries(put))
  return true
}

async function asked(signal) {
  const answer = await fetch(location.pathname, { cache: "no-cache", signal })
  const other = new DOMParser().parseFromString(await answer.text(), "text/html")
  const article = other.querySelector("main article[data-live]")
  if (!article) throw new Error(`${answer.status} for the page itself`)
  return { other, article, address: new URL(answer.url).pathname }
}

/** The HTML of every part of a page, as the server wrote it. */
export function named(root) {
  const found = root.querySelectorAll("[data-part]")
  return new Map([...found].map((part) => [part.dataset.part, part.outerHTML]))
}

/** Whether two pages are of one build: they differ at most in updates. */
function alike(theirs, ours) {
  const fixed = (names) => [...names.keys()].filter((name) => !/-\d+$/.test(name)).sort().join()
  return fixed(theirs) === fixed(ours)
}

function takeOver(parts, article, theirs) {
  const now = [...theirs].filter(([name, html]) => html !== parts.known.get(name))
  const gone = [...parts.known.keys()].filter((name) => !theirs.has(name))
  const fresh = now.map(([name]) => Number(/^update-(\d+)$/.exec(name)?.[1] ?? 0))
  take(parts, article)
  parts.put(Object.fromEntries([...now, ...gone.map((name) => [name, null])]), fresh.filter(Boolean))
}

/** What the article says of itself; others hold on to its element. */
function take(parts, article) {
  for (const { name, value } of article.attributes) parts.article.setAttribute(name, value)
  parts.version = Number(article.dataset.version)
}

/** Another kind of page, such as that of a retracted story: whole, but for the live line and control. */
function swap(parts, other, article) {
  const main = other.querySelector("main")
  for (const kept of KEPT) main.querySelector(kept)?.replaceWith(parts.root.querySelector(kept) ?? "")
  parts.away.clear()
  parts.known = named(main)
  take(parts, article)
  parts.article.replaceChildren(...article.childNodes)
  article.replaceWith(parts.article)
  parts.root.replaceChildren(...main.childNodes)
  for (const place of [...parts.root.querySelectorAll("[data-parts], [data-part=pinned]"), parts.root]) {
    place.dispatchEvent(new CustomEvent("part", { bubbles: true }))
  }
}
