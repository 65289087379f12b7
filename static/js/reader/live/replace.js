// Puts a part in the place of its former self, and leaves the reader's hand where it was.

/** Whether a film or a sound plays in a part; of frames of other sites nobody can know that. */
export function plays(part) {
  const films = [...part.querySelectorAll("video, audio")]
  return films.some((film) => !film.paused && !film.ended) || part.querySelector("iframe") !== null
}

/** Whether the reader watches, hears, marks or types something in a part. */
export function inUse(part) {
  const selection = getSelection()
  const marked = selection.rangeCount && !selection.isCollapsed && selection.containsNode(part, true)
  const writes = document.activeElement?.matches("input, textarea") && part.contains(document.activeElement)
  return plays(part) || marked || writes
}

/** What was opened stays open, and what has the focus keeps it. */
export function replace(old, part) {
  const opened = [...old.querySelectorAll("details")]
  part.querySelectorAll("details").forEach((details, place) => {
    if (opened[place]?.open) details.open = true
  })
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  old.replaceWith(part)
  if (focused) focusOn(counterpart(focused, part) ?? part)
  part.dispatchEvent(new CustomEvent("part", { bubbles: true }))
}

function counterpart(focused, part) {
  const others = [...part.querySelectorAll(focused.tagName)]
  const same = (name) => (other) => focused[name] && other[name] === focused[name]
  return others.find(same("href")) ?? others.find(same("textContent")) ?? others[0]
}

/** Move the focus without scrolling, also to what is not focusable by itself. */
export function focusOn(place) {
  if (place.tabIndex < 0) {
    place.tabIndex = -1
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true })
  }
  place.focus({ preventScroll: true })
}
