// What the reader looks at stays where it is, to the pixel, while the page changes around it.

const BLOCKS = "p, li, h1, h2, h3, h4, figure, summary"
const READ_AT = 0.4 // of the height of the window: where eyes are while nothing points

let pointed = null

for (const name of ["pointerdown", "pointermove"]) {
  addEventListener(name, (event) => (pointed = event), { passive: true })
}

/** Change something within `root`, and scroll by as much as what is being read was moved. */
export function still(root, change) {
  const seen = inSight(root)
  const page = document.documentElement
  page.style.overflowAnchor = "none" // else the browser does the same once more
  change()
  scroll(shift(root, seen))
  even(root, shift(root, seen))
  requestAnimationFrame(() => page.style.removeProperty("overflow-anchor"))
}

function scroll(by) {
  if (by) scrollBy({ top: by, behavior: "instant" })
}

/** Windows scroll by whole pixels, and texts are no whole pixels high: the rest goes above all. */
function even(root, left) {
  if (!left || Math.abs(left) >= 1) return
  const above = (Number.parseFloat(root.style.marginBlockStart) || 0) - left
  root.style.marginBlockStart = `${above < 0 ? above + 1 : above % 1}px`
  scroll(above < 0 ? 1 : -Math.floor(above))
}

/** The blocks in sight, the one being read first, each with what finds it again. */
function inSight(root) {
  const at = readingAt(root)
  const seen = []
  for (const block of root.querySelectorAll(BLOCKS)) {
    const { top, bottom, left, right, height } = block.getBoundingClientRect()
    if (!height || bottom <= 0 || top >= innerHeight) continue
    const beside = at.x < left || at.x > right ? innerHeight : 0
    const far = Math.max(top - at.y, at.y - bottom, 0) + beside
    const part = block.closest("[data-part]")?.dataset.part
    seen.push({ block, top, far, height, part, text: block.textContent })
  }
  return seen.sort((one, other) => one.far - other.far || one.height - other.height)
}

function readingAt(root) {
  if (pointed && root.contains(pointed.target)) return { x: pointed.clientX, y: pointed.clientY }
  const { left, width } = root.querySelector("article").getBoundingClientRect()
  return { x: left + width / 2, y: innerHeight * READ_AT }
}

/** By how much what was seen stands elsewhere now: as much of it as can be found again. */
function shift(root, seen) {
  for (const { block, top, part, text } of seen) {
    const now = block.isConnected ? block : successor(root, block.tagName, part, text)
    if (now) return now.getBoundingClientRect().top - top
  }
  return 0
}

function successor(root, tag, part, text) {
  const blocks = root.querySelector(`[data-part="${part}"]`)?.querySelectorAll(tag) ?? []
  return [...blocks].find((block) => block.textContent === text)
}
