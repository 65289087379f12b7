// The buttons above the box for prose: Tab goes past them into the text, Alt+F10 from there
// into them; arrows move along, Escape goes back.

export function reachByKey(element, text) {
  const bar = element.querySelector(".prose-menubar")
  if (!bar) return
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", "Formatting")
  text.setAttribute("aria-keyshortcuts", "Alt+F10")
  for (const button of bar.querySelectorAll("button")) button.tabIndex = -1
  text.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.key !== "F10") return
    event.preventDefault()
    inReach(bar)[0]?.focus()
  })
  bar.addEventListener("keydown", (event) => moved(event, bar, text))
}

function moved(event, bar, text) {
  const buttons = inReach(bar)
  const at = buttons.indexOf(document.activeElement)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (to === undefined && event.key !== "Escape") return
  event.preventDefault()
  event.stopPropagation()
  if (to === undefined) text.focus()
  else buttons.at(to % buttons.length).focus()
}

function inReach(bar) {
  return [...bar.querySelectorAll("button")].filter((button) => !button.disabled && button.checkVisibility())
}
