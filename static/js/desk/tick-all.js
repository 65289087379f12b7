// data-tick-all: one box above a list that ticks all boxes of its rows; its words say what it does.

for (const list of document.querySelectorAll("[data-tick-all]")) {
  const boxes = () => [...list.querySelectorAll('input[type="checkbox"]')]
  const label = document.createElement("label")
  label.className = "choice house-tick-all"
  const all = document.createElement("input")
  all.type = "checkbox"
  label.append(all, ` ${list.dataset.tickAll}`)

  const show = () => {
    const ticked = boxes().filter((box) => box.checked).length
    all.checked = ticked === boxes().length
    all.indeterminate = ticked > 0 && !all.checked
  }

  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked
  })
  list.addEventListener("change", show)
  list.before(label)
  show()
}
