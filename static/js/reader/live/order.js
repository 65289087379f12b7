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

/** Nothing is offered that does nothing: one update has no order. */
function offer(button) {
  button.hidden = !(document.querySelector("main [data-parts=updates]")?.children.length > 1)
}

for (const button of document.querySelectorAll("[data-live-order]")) {
  const pressed = () => button.getAttribute("aria-pressed") === "true"
  const choose = (oldest) => {
    keep(oldest ? OLDEST : "")
    turn(button, oldest)
  }
  turn(button, kept() === OLDEST)
  offer(button)
  button.addEventListener("click", () => choose(!pressed()))
  addEventListener("part", ({ target }) => {
    if (target.matches("[data-parts]")) turn(button, pressed())
    offer(button)
  })
}
