// data-live-order: the oldest first for readers who ask for it, and who are asked only once.

const NAME = "story-order"
const OLDEST = "oldest"

function kept() {
  try {
    return localStorage.getItem(NAME)
  } catch {
    return null
  }
}

function keep(order) {
  try {
    if (order) localStorage.setItem(NAME, order)
    else localStorage.removeItem(NAME)
  } catch {
    // Then they are asked again.
  }
}

function turn(button, oldest) {
  for (const list of document.querySelectorAll("main [data-parts]")) {
    if ((list.dataset.order === OLDEST) === oldest) continue
    list.append(...[...list.children].reverse())
    if (oldest) list.dataset.order = OLDEST
    else delete list.dataset.order
  }
  button.setAttribute("aria-pressed", String(oldest))
}

for (const button of document.querySelectorAll("[data-live-order]")) {
  button.hidden = false
  turn(button, kept() === OLDEST)
  button.addEventListener("click", () => {
    const oldest = button.getAttribute("aria-pressed") !== "true"
    keep(oldest ? OLDEST : "")
    turn(button, oldest)
  })
}
