// data-reorder: buttons that move a row of a list up or down by writing its number.

for (const list of document.querySelectorAll("[data-reorder]")) {
  const rows = () => [...list.children].filter((row) => row.querySelector("[data-place]"))

  const number = () => {
    rows().forEach((row, index) => {
      const place = row.querySelector("[data-place]")
      if (place.value !== "" || index < rows().length - 1) place.value = index + 1
    })
  }

  const move = (row, step, button) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling
    if (!other?.querySelector("[data-place]")) return
    if (step < 0) other.before(row)
    else other.after(row)
    number()
    button.focus()
  }

  for (const row of rows()) {
    const buttons = document.createElement("span")
    buttons.className = "row-move"
    for (const [step, sign, words] of [[-1, "↑", "Move up"], [1, "↓", "Move down"]]) {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "row-move-button"
      button.textContent = sign
      button.setAttribute("aria-label", words)
      button.addEventListener("click", () => move(row, step, button))
      buttons.append(button)
    }
    row.querySelector("[data-place]").after(buttons)
  }
}
