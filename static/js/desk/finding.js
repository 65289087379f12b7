// data-find-stories: finds stories while somebody types, and ticks the chosen one in the list below.
// form[data-find-topics] [data-topics]: offers topics by each of their names.

import { suggest } from "./parts/combobox.js"

for (const field of document.querySelectorAll("[data-find-stories]")) {
  const list = field.closest("form").querySelector("[data-found]")
  suggest(field, {
    label: "Stories",
    asked: (text) => text.trim() && `${field.dataset.findStories}?q=${encodeURIComponent(text)}`,
    taken: (choice) => {
      field.value = ""
      const held = list.querySelector(`input[value="${choice.value}"]`)
      if (held) held.checked = true
      else list.append(ticked(choice))
    },
  })
}

for (const form of document.querySelectorAll("form[data-find-topics]")) {
  const address = new URL(form.dataset.findTopics, location.href)
  for (const field of form.querySelectorAll("[data-topics]")) {
    suggest(field, {
      label: "Topics",
      asked: (text) => {
        if (!text.trim()) return null
        address.searchParams.set("q", text)
        return address.href
      },
      taken: (choice) => { field.value = choice.value },
    })
  }
}

function ticked({ value, label, detail }) {
  const choice = Object.assign(document.createElement("label"), { className: "choice" })
  const box = Object.assign(document.createElement("input"), {
    type: "checkbox", name: "add", value, checked: true,
  })
  const words = document.createElement("span")
  words.append(label, " ", Object.assign(document.createElement("span"), {
    className: "desk-note", textContent: detail,
  }))
  choice.append(box, " ", words)
  return choice
}
