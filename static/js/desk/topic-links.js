// textarea[data-topic-links]: puts a paragraph that leads to a topic below the one being written.

import { suggest } from "./parts/combobox.js"

const LABEL = "Read more on the topic:"

for (const textarea of document.querySelectorAll("textarea[data-topic-links]")) offer(textarea)

function offer(textarea) {
  const more = Object.assign(document.createElement("details"), { className: "more topic-link" })
  const field = Object.assign(document.createElement("input"), {
    type: "text", id: `${textarea.id}_topic`, maxLength: 200,
  })
  const label = Object.assign(document.createElement("label"), {
    htmlFor: field.id, textContent: "Topic to read more on", className: "topic-link-label",
  })
  const box = Object.assign(document.createElement("div"), { className: "field" })
  box.append(label, field)
  more.append(Object.assign(document.createElement("summary"), { textContent: "Link to a topic" }), box)
  const place = textarea.closest(".field") ?? textarea
  place.after(more)
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault()
  })
  field.addEventListener("input", (event) => event.stopPropagation()) // no part of what is kept
  more.addEventListener("toggle", () => { if (more.open) field.focus() })
  suggest(field, {
    label: "Topics",
    asked: (text) => text.trim() && `${textarea.dataset.topicLinks}?q=${encodeURIComponent(text)}`,
    taken: (choice) => {
      field.value = ""
      more.open = false
      const link = document.createElement("a")
      link.href = choice.link
      link.textContent = choice.printed
      const paragraph = document.createElement("p")
      paragraph.append(LABEL, " ", link)
      textarea.dispatchEvent(new CustomEvent("prose:insert", { detail: paragraph.outerHTML }))
    },
  })
}
